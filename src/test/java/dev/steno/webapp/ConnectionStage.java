package dev.steno.webapp;

import com.microsoft.playwright.Clock.InstallOptions;
import com.microsoft.playwright.Page;
import dev.steno.testing.browser.WebAppFiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A page with connections to tasks, where the test plays the server and the network, and turns the
 * clock. What is said is said on the newest socket, unless a number says which.
 */
final class ConnectionStage {

  /** The task that is watched where a test watches only one. */
  static final String TASK = "one task";

  private static final String POLLED = "application/json";

  /** Any moment will do. */
  private static final long MORNING = 1_767_261_600_000L;

  private final Page page;

  private ConnectionStage(Page page) {
    this.page = page;
  }

  /** Opens the page, and stops its clock. */
  static ConnectionStage on(Page page) {
    WebAppFiles.serve(page, ConnectionStage.class);
    page.clock().install(new InstallOptions().setTime(MORNING));
    page.clock().pauseAt(MORNING + 1000);
    page.navigate(WebAppFiles.BASE.resolve("test/stage.html").toString());
    page.waitForFunction("() => window.TaskConnection");
    return new ConnectionStage(page);
  }

  /** Watches the task. */
  ConnectionStage watch() {
    return watch(TASK, 0);
  }

  /** Watches a task from a number on. */
  ConnectionStage watch(String task, int since) {
    page.evaluate(
        "([id, since]) => stage.connect(TaskConnection, { id, since })", List.of(task, since));
    return this;
  }

  /** Watches the task with a page that does something whenever it is told something. */
  ConnectionStage watchWith(String onTold) {
    page.evaluate(
        "id => stage.connect(TaskConnection, { id, onTold: (line) => {" + onTold + "} })", TASK);
    return this;
  }

  /** Watches the task over a socket that works. */
  ConnectionStage watchLive() {
    watch();
    accept();
    say("{\"type\":\"pong\"}");
    return this;
  }

  /** Watches the task where no socket can be opened, up to the first question. */
  ConnectionStage watchWithoutSockets() {
    watch();
    for (int tries = 1; tries <= 3; tries++) {
      drop(1006);
      if (tries < 3) {
        passUntilSocket(tries + 1);
      }
    }
    return this;
  }

  /** Everything that the connection told, one line for each state and message. */
  List<String> told() {
    return told(TASK);
  }

  @SuppressWarnings("unchecked")
  List<String> told(String task) {
    return (List<String>) page.evaluate("id => stage.told[id]", task);
  }

  /** The last thing that was told. */
  String lastTold() {
    List<String> told = told();
    return told.get(told.size() - 1);
  }

  /** What reached nobody's {@code catch}. */
  @SuppressWarnings("unchecked")
  List<String> thrown() {
    return (List<String>) page.evaluate("() => stage.thrown");
  }

  /** How many sockets were made. */
  int sockets() {
    return number("stage.sockets.length");
  }

  /** The address of the newest socket, without the part that all have. */
  String address() {
    String url = (String) page.evaluate("() => stage.socket.url");
    return url.replace("wss://steno.test/app/ws/tasks/", "");
  }

  /** How often the newest socket was pinged. */
  int pings() {
    return number("stage.socket.sent.filter((text) => text === '{\"type\":\"ping\"}').length");
  }

  /** How many questions were asked. */
  int polls() {
    return number("stage.polls.length");
  }

  /** How many timers are waiting. */
  int timers() {
    return number("stage.timers.size");
  }

  private int number(String expression) {
    return ((Number) page.evaluate("() => " + expression)).intValue();
  }

  /** Evaluates any expression on the page. */
  Object evaluate(String expression) {
    return page.evaluate("() => " + expression);
  }

  /** The server takes the newest socket. */
  ConnectionStage accept() {
    page.evaluate("() => stage.socket.accept()");
    return this;
  }

  /** The server says something. */
  ConnectionStage say(String text) {
    page.evaluate("text => stage.socket.say(text)", text);
    return this;
  }

  /** The server says something on one of the sockets, the first of which is 1. */
  ConnectionStage say(int socket, String text) {
    page.evaluate(
        "({ socket, text }) => stage.sockets[socket - 1].say(text)",
        Map.of("socket", socket, "text", text));
    return this;
  }

  ConnectionStage progress(int seq) {
    return say(progressOf(seq));
  }

  ConnectionStage segment(int seq) {
    return say("{\"type\":\"segment\",\"seq\":" + seq + ",\"index\":" + seq + "}");
  }

  static String progressOf(int seq) {
    return "{\"type\":\"progress\",\"seq\":" + seq + ",\"stage\":\"transcribing\"}";
  }

  static String completeOf(int seq) {
    return "{\"type\":\"progress\",\"seq\":" + seq + ",\"stage\":\"complete\"}";
  }

  static String errorOf(int seq) {
    return "{\"type\":\"error\",\"seq\":" + seq + ",\"error_code\":\"DECODE_FAILED\"}";
  }

  /** The newest socket ends. */
  ConnectionStage drop(int code) {
    page.evaluate("code => stage.socket.end(code)", code);
    return this;
  }

  /** The newest question is answered with a message. */
  ConnectionStage answer(String message) {
    return answer(200, POLLED, message);
  }

  /** The newest question is answered somehow. */
  ConnectionStage answer(int status, String type, String body) {
    page.evaluate(
        "([status, type, body]) => stage.poll.answer(status, type, body)",
        List.of(status, type, body));
    return this;
  }

  /** Nobody can be asked. */
  ConnectionStage failToAnswer() {
    page.evaluate("() => stage.poll.fail()");
    return this;
  }

  /** Time goes by, and everything that is due happens when it is due. */
  ConnectionStage pass(Duration time) {
    page.clock().runFor(time.toMillis());
    return this;
  }

  ConnectionStage passSeconds(double seconds) {
    return pass(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  /** The machine sleeps: what is due meanwhile happens once, afterwards. */
  ConnectionStage sleep(Duration time) {
    page.clock().fastForward(time.toMillis());
    return this;
  }

  /** Time goes by until so many sockets were made; says how long, in seconds. */
  int passUntilSocket(int number) {
    int seconds = 0;
    while (sockets() < number) {
      passSeconds(1);
      seconds++;
      if (seconds > 120) {
        throw new AssertionError("no socket " + number + " for two minutes; told: " + told());
      }
    }
    return seconds;
  }

  /** From now on, chance gives always the same. */
  ConnectionStage chance(double always) {
    page.evaluate("always => { stage.random = () => always; }", always);
    return this;
  }

  /** From now on, chance gives an even spread that is the same in every run. */
  ConnectionStage evenChance() {
    page.evaluate(
        """
        () => {
          let state = 42;
          stage.random = () => {
            state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
            return state / 2 ** 32;
          };
        }
        """);
    return this;
  }

  /** The person looks at something else. */
  ConnectionStage hide() {
    return visibility(true);
  }

  /** The person looks at the page again. */
  ConnectionStage show() {
    return visibility(false);
  }

  private ConnectionStage visibility(boolean hidden) {
    page.evaluate(
        "hidden => { stage.hidden = hidden; document.dispatchEvent(new Event('visibilitychange')); }",
        hidden);
    return this;
  }

  /** The network comes back. */
  ConnectionStage online() {
    page.evaluate("() => window.dispatchEvent(new Event('online'))");
    return this;
  }

  ConnectionStage wake() {
    page.evaluate("id => stage.connections[id].wake()", TASK);
    return this;
  }

  ConnectionStage close() {
    page.evaluate("id => stage.connections[id].close()", TASK);
    return this;
  }

  String state() {
    return (String) page.evaluate("id => stage.connections[id].state", TASK);
  }
}
