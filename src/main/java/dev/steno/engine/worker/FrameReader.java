package dev.steno.engine.worker;

import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.Utterance;
import dev.steno.problem.ErrorCode;
import dev.steno.transcript.Word;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads frames, and believes nothing: a worker may have gone mad. For one thread. */
final class FrameReader {

  private final DataInputStream in;
  private final int mostBytes;

  /**
   * A reader.
   *
   * @param in where frames come from
   * @param mostBytes the longest frame that is taken
   */
  FrameReader(InputStream in, int mostBytes) {
    this.in = new DataInputStream(in);
    this.mostBytes = mostBytes;
  }

  /**
   * The next frame, or {@code null} where the stream ended between two frames.
   *
   * @throws FrameException where what comes is no frame
   */
  @Nullable Frame read() throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    byte[] content;
    try {
      int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
      if (length < 1 || length > mostBytes) {
        throw new FrameException("a frame of " + length + " bytes");
      }
      content = in.readNBytes(length);
      if (content.length < length) {
        throw new FrameException("it ended inside a frame");
      }
    } catch (EOFException end) {
      throw new FrameException("it ended inside a frame");
    }
    return decode(content);
  }

  private static Frame decode(byte[] content) throws IOException {
    DataInputStream from = new DataInputStream(new ByteArrayInputStream(content));
    Frame frame;
    try {
      frame = decode(from);
    } catch (EOFException | IllegalArgumentException wrong) {
      throw new FrameException("a frame of type " + content[0] + " with wrong fields");
    }
    if (from.available() > 0) {
      throw new FrameException("a frame of type " + content[0] + " that is too long");
    }
    return frame;
  }

  private static Frame decode(DataInputStream from) throws IOException {
    int type = from.readUnsignedByte();
    return switch (type) {
      case FrameWriter.RECOGNIZE ->
          new Frame.Recognize(from.readLong(), readOptions(from), readSamples(from));
      case FrameWriter.DETECT -> new Frame.Detect(from.readLong(), readSamples(from));
      case FrameWriter.PING -> new Frame.Ping(from.readLong());
      case FrameWriter.HELLO -> readHello(from);
      case FrameWriter.PROGRESS -> new Frame.Progress(from.readLong(), from.readLong());
      case FrameWriter.HEARD -> new Frame.Heard(from.readLong(), readUtterance(from));
      case FrameWriter.DONE -> new Frame.Done(from.readLong());
      case FrameWriter.DETECTED -> new Frame.Detected(from.readLong(), readText(from));
      case FrameWriter.PONG -> new Frame.Pong(from.readLong());
      case FrameWriter.PROBLEM ->
          new Frame.Problem(
              from.readLong(), ErrorCode.valueOf(readText(from)), readText(from), readText(from));
      default -> throw new FrameException("a frame of the unknown type " + type);
    };
  }

  private static Frame readHello(DataInputStream from) throws IOException {
    int version = from.readInt();
    if (version != Frame.PROTOCOL_VERSION) {
      throw new FrameException(
          "protocol version " + version + " instead of " + Frame.PROTOCOL_VERSION);
    }
    return new Frame.Hello(readText(from), readText(from));
  }

  private static RecognitionOptions readOptions(DataInputStream from) throws IOException {
    return new RecognitionOptions(readText(from), from.readBoolean(), readTextOrNull(from));
  }

  /** Whatever is left; an odd last byte is nobody's sample. */
  private static Samples readSamples(DataInputStream from) throws IOException {
    byte[] bytes = from.readAllBytes();
    if (bytes.length % Short.BYTES != 0) {
      throw new FrameException("half a sample");
    }
    return Samples.ofBytes(bytes);
  }

  private static Utterance readUtterance(DataInputStream from) throws IOException {
    long start = from.readLong();
    long end = from.readLong();
    String text = readText(from);
    int count = from.readInt();
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String word = readText(from);
      long wordStart = from.readLong();
      long wordEnd = from.readLong();
      double probability = from.readDouble();
      words.add(
          new Word(
              word,
              wordStart,
              wordEnd,
              Double.isNaN(probability) ? null : probability,
              from.readBoolean()));
    }
    return new Utterance(start, end, text, words, readTextOrNull(from));
  }

  private static @Nullable String readTextOrNull(DataInputStream from) throws IOException {
    return from.readBoolean() ? readText(from) : null;
  }

  private static String readText(DataInputStream from) throws IOException {
    int length = from.readInt();
    if (length < 0 || length > from.available()) {
      throw new FrameException("a text of " + length + " bytes");
    }
    return new String(from.readNBytes(length), StandardCharsets.UTF_8);
  }
}
