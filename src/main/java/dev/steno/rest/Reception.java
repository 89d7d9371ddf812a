package dev.steno.rest;

import dev.steno.config.Setting;
import dev.steno.config.Settings;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.task.MediaStore;
import dev.steno.task.Task;
import dev.steno.task.Tasks;
import dev.steno.task.Wishes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.jspecify.annotations.Nullable;

/**
 * Takes recordings in: reads the parts of a request as they arrive and writes the file straight to
 * where it will stay. The task exists from the moment its file begins; where anything goes wrong,
 * nothing is left of it.
 */
@ApplicationScoped
public class Reception {

  /** Free space that uploads must leave for running work. */
  private static final long RESERVE = 256L * 1024 * 1024;

  private static final int LONGEST_FIELD = 16 * 1024;
  private static final int MOST_PARTS = 50;

  @Inject Tasks tasks;
  @Inject MediaStore media;
  @Inject WishReader wishes;
  @Inject Settings settings;

  /** What has arrived so far. */
  private static final class Arrival {
    private final Map<String, String> fields = new HashMap<>();
    private @Nullable Task task;
    private long bytes;
  }

  /**
   * Takes one recording.
   *
   * @param contentType of the request, with its boundary
   * @param contentLength of the request in bytes, or -1 where it is unknown
   * @param body of the request
   * @return the task, waiting for its turn
   */
  public Task take(String contentType, long contentLength, InputStream body) {
    tasks.requireRoom();
    requireSpace(contentLength);
    Arrival arrival = new Arrival();
    try {
      readParts(
          arrival,
          new MultipartReader(contentType, contentLength).getItemIterator(body),
          contentLength);
      return enqueue(arrival);
    } catch (ProblemException problem) {
      throw abandoned(arrival, problem);
    } catch (FileUploadException unreadable) {
      throw abandoned(
          arrival,
          new ProblemException(
              ErrorCode.BAD_REQUEST,
              "This is no complete multipart/form-data request. Upload the recording again.",
              "the body ended early or has no boundary",
              unreadable));
    } catch (IOException broken) {
      throw abandoned(
          arrival,
          new ProblemException(
              ErrorCode.BAD_REQUEST,
              "The upload broke off. Upload the recording again.",
              null,
              broken));
    } catch (RuntimeException unexpected) {
      abandoned(
          arrival,
          new ProblemException(ErrorCode.INTERNAL, "The upload failed.", null, unexpected));
      throw unexpected;
    }
  }

  private void requireSpace(long contentLength) {
    long most = settings.bytes(Setting.STENO_MAX_UPLOAD);
    if (contentLength > most) {
      throw tooLarge(most);
    }
    try {
      if (media.usableBytes() - Math.max(0, contentLength) < RESERVE) {
        throw new ProblemException(
            ErrorCode.STORAGE_FULL,
            "The server has no room for this recording. Delete tasks, or ask the administrator.");
      }
    } catch (IOException unusable) {
      throw new UncheckedIOException("the folder of the recordings cannot be used", unusable);
    }
  }

  private void readParts(Arrival arrival, FileItemInputIterator parts, long contentLength)
      throws IOException {
    int count = 0;
    while (parts.hasNext()) {
      FileItemInput part = parts.next();
      if (++count > MOST_PARTS) {
        throw bad("A request may have at most " + MOST_PARTS + " parts.");
      }
      if ("file".equals(part.getFieldName())) {
        receive(arrival, part, contentLength);
      } else if (part.getFieldName() != null) {
        arrival.fields.put(part.getFieldName(), field(part));
      }
    }
  }

  private void receive(Arrival arrival, FileItemInput part, long contentLength) throws IOException {
    if (arrival.task != null) {
      throw bad("Send one recording at a time: there is more than one part named \"file\".");
    }
    Task task = tasks.begin(FileNames.cleaned(part.getName()));
    arrival.task = task;
    long most = settings.bytes(Setting.STENO_MAX_UPLOAD);
    IntConsumer tell = percentage -> tasks.receive(task.id(), percentage);
    try (InputStream content = part.getInputStream()) {
      arrival.bytes =
          new RecordingWriter(media.arriving(task.id()), most, contentLength, tell).write(content);
    } catch (RecordingWriter.TooLongException tooLong) {
      throw tooLarge(most);
    }
    if (arrival.bytes == 0) {
      throw new ProblemException(
          ErrorCode.EMPTY_MEDIA, "This file is empty. Choose the recording again.");
    }
  }

  private Task enqueue(Arrival arrival) throws IOException {
    Task task = arrival.task;
    if (task == null) {
      throw bad("There is no recording in this request: it needs a part named \"file\".");
    }
    Wishes wished = wishes.read(arrival.fields);
    media.arrived(task.id());
    return tasks.enqueue(task.id(), arrival.bytes, wished);
  }

  private ProblemException abandoned(Arrival arrival, ProblemException reason) {
    if (arrival.task != null) {
      tasks.abandon(arrival.task.id(), reason);
    }
    return reason;
  }

  private static String field(FileItemInput part) throws IOException {
    try (InputStream content = part.getInputStream()) {
      byte[] bytes = content.readNBytes(LONGEST_FIELD + 1);
      if (bytes.length > LONGEST_FIELD) {
        throw bad("The field \"" + part.getFieldName() + "\" is too long.");
      }
      return new String(bytes, StandardCharsets.UTF_8).trim();
    }
  }

  private static ProblemException bad(String message) {
    return new ProblemException(ErrorCode.BAD_REQUEST, message);
  }

  private static ProblemException tooLarge(long most) {
    return new ProblemException(
        ErrorCode.MEDIA_TOO_LARGE,
        "This server takes recordings of up to "
            + most / (1024 * 1024)
            + " MB. Upload a shorter or more compressed one.");
  }
}
