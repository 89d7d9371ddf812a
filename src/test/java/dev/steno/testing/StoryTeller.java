package dev.steno.testing;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.progress.EventReader;
import dev.steno.progress.LoggedEvent;
import dev.steno.progress.ProgressEvent;
import dev.steno.progress.ProgressEvent.Advanced;
import dev.steno.progress.ProgressEvent.Edited;
import dev.steno.progress.ProgressEvent.Failed;
import dev.steno.progress.ProgressEvent.Recognized;
import dev.steno.progress.ProgressLog;
import dev.steno.progress.ProgressLog.Story;
import dev.steno.progress.Stage;
import dev.steno.push.message.MessageWriter;
import dev.steno.push.session.SessionRegistry;
import dev.steno.task.Task;
import dev.steno.task.TaskStore;
import dev.steno.transcript.Segment;
import dev.steno.transcript.Word;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Lets tests and benchmarks tell stories of tasks that nobody transcribes, through the same log as
 * the pipeline does. Put beside Steno into the archive under test ({@link Deployments#file}); never
 * part of the WAR.
 *
 * <ul>
 *   <li>{@code POST testing/tasks?count=3}: makes tasks that nobody runs; their ids, one a line.
 *   <li>{@code POST testing/tell?task=ID&count=10&segments=20&others=1&bytes=400&seed=7}: tells so
 *       many events, each in a transaction of its own, so many in a hundred of them segments of
 *       about so many bytes, and so many errors, corrections or ends; the last number.
 *   <li>{@code POST testing/end?task=ID}: tells that the task is complete; the number of that.
 *   <li>{@code GET testing/log?task=ID}: the log as it is stored, as messages of the socket, one a
 *       line.
 *   <li>{@code GET testing/sockets}: how many sessions are in the registry.
 * </ul>
 */
@WebServlet("/testing/*")
public class StoryTeller extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final int PAGE = 500;
  private static final int SMALL_SEGMENT = 400;
  private static final String TEXT = "so many words in a sentence that somebody said aloud";

  @Inject transient TaskStore tasks;
  @Inject transient ProgressLog log;
  @Inject transient EventReader events;
  @Inject transient SessionRegistry registry;

  private final transient MessageWriter writer = new MessageWriter();

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getPathInfo()) {
      case "/tasks" -> make(number(request, "count", 1), response.getWriter());
      case "/tell" -> response.getWriter().println(tell(request));
      case "/end" -> response.getWriter().println(record(request.getParameter("task"), end()));
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    response.setCharacterEncoding("UTF-8");
    switch (request.getPathInfo()) {
      case "/log" -> write(request.getParameter("task"), response.getWriter());
      case "/sockets" -> response.getWriter().println(registry.size());
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  /** Cancelled ones: neither the queue nor the next start touches them. */
  private void make(int count, PrintWriter answer) {
    for (int made = 0; made < count; made++) {
      Task task = tasks.create("told.wav");
      tasks.change(
          task.id(),
          ending -> {
            ending.cancel(
                new ProblemException(ErrorCode.CANCELLED, "Nobody transcribes this."),
                Instant.now());
            return Story.UNTOLD;
          });
      answer.println(task.id());
    }
  }

  private long tell(HttpServletRequest request) {
    String task = request.getParameter("task");
    int segments = number(request, "segments", 20);
    int others = number(request, "others", 0);
    int bytes = number(request, "bytes", SMALL_SEGMENT);
    Random random = new Random(number(request, "seed", 1));
    long last = 0;
    for (int told = number(request, "count", 1); told > 0; told--) {
      int kind = random.nextInt(100);
      ProgressEvent event =
          kind < segments
              ? segment(random, bytes)
              : kind < segments + others ? other(random) : progress(random);
      last = record(task, event);
    }
    return last;
  }

  private long record(String task, ProgressEvent event) {
    return log.record(task, () -> Story.of(1, event)).get(0).seq();
  }

  /** A segment of about 400 bytes on the wire. */
  public static ProgressEvent segment(Random random) {
    return segment(random, SMALL_SEGMENT);
  }

  private static ProgressEvent segment(Random random, int bytes) {
    int index = random.nextInt(10_000);
    List<Word> words = new ArrayList<>();
    for (int word = 0; word < 3; word++) {
      words.add(new Word("word" + word, index * 1000L, index * 1000L + 300, 0.9, false));
    }
    String text = TEXT + " and on".repeat(Math.max(0, bytes - SMALL_SEGMENT) / " and on".length());
    return new Recognized(
        new Segment(index, index * 1000L, index * 1000L + 900, text, words, null, null));
  }

  private static ProgressEvent progress(Random random) {
    return new Advanced(
        Stage.TRANSCRIBING, random.nextInt(99), "Recognising speech", random.nextInt(600), null);
  }

  private static ProgressEvent other(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new Edited(random.nextInt(1, 100));
      case 1 -> new Failed(ErrorCode.ENGINE_CRASHED.name(), "So it was told.", null);
      default -> end();
    };
  }

  private static ProgressEvent end() {
    return new Advanced(Stage.COMPLETE, 100, "Done", null, null);
  }

  private void write(String task, PrintWriter answer) {
    List<LoggedEvent> page;
    long since = 0;
    do {
      page = events.read(task, since, PAGE);
      for (LoggedEvent event : page) {
        answer.println(writer.encode(event).text());
        since = event.seq();
      }
    } while (page.size() == PAGE);
  }

  private static int number(HttpServletRequest request, String name, int otherwise) {
    String value = request.getParameter(name);
    return value == null ? otherwise : Integer.parseInt(value);
  }
}
