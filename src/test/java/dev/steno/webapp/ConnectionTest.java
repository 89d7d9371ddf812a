package dev.steno.webapp;

import static dev.steno.webapp.ConnectionStage.TASK;
import static dev.steno.webapp.ConnectionStage.completeOf;
import static dev.steno.webapp.ConnectionStage.errorOf;
import static dev.steno.webapp.ConnectionStage.progressOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import dev.steno.testing.browser.BrowserTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the page, or anybody else's, stays in touch with a task. */
@BrowserTest
class ConnectionTest {

  private static final String PONG = "{\"type\":\"pong\"}";
  private static final String HEARTBEAT =
      "{\"type\":\"heartbeat\",\"timestamp\":\"2026-01-01T10:00:00Z\"}";
  private static final String PROBLEM = "application/problem+json";

  @SuppressWarnings("NullAway.Init") // set before each test
  private ConnectionStage stage;

  @BeforeEach
  void open(Page page) {
    stage = ConnectionStage.on(page);
  }

  @Test
  void whoKnowsNothingAsksForEverything() {
    stage.watch().accept();
    assertThat(stage.address()).isEqualTo("one%20task");
    stage.progress(1).segment(2);
    assertThat(stage.told()).containsExactly("connecting", "open", "progress 1", "segment 2");
  }

  @Test
  void whoKnowsSomethingAsksForTheRest() {
    stage.watch(TASK, 41);
    assertThat(stage.address()).isEqualTo("one%20task?since=41");
    stage.accept().segment(41).segment(42);
    assertThat(stage.told()).containsExactly("connecting", "open", "segment 42");
  }

  @Test
  void aConnectionThatBreaksComesBackForWhatItMissed() {
    stage.watchLive().progress(1).segment(7).drop(1006);
    stage.passUntilSocket(2);
    assertThat(stage.address()).isEqualTo("one%20task?since=7");
    stage.accept().say(PONG).segment(8);
    assertThat(stage.told())
        .containsExactly(
            "connecting", "open", "progress 1", "segment 7", "retrying", "open", "segment 8");
  }

  @Test
  void nothingIsToldTwiceOrBackwards() {
    stage.watchLive().segment(3).segment(3).progress(2).progress(5).segment(4).segment(6);
    assertThat(stage.told())
        .containsExactly("connecting", "open", "segment 3", "progress 5", "segment 6");
  }

  @Test
  void aSocketThatWasLetGoIsNotHeard() {
    stage.watchLive().segment(1).drop(1006);
    stage.passUntilSocket(2);
    stage.accept().say(PONG).say(1, "{\"type\":\"segment\",\"seq\":2}").segment(3);
    assertThat(stage.told()).endsWith("open", "segment 3").doesNotContain("segment 2");
  }

  @Test
  void correctionsAndWhatNobodyKnowsYetArePassedOn() {
    stage.watchLive();
    stage.say("{\"type\":\"edited\",\"seq\":5,\"revision\":2}");
    stage.say("{\"type\":\"invented later\",\"seq\":6}");
    assertThat(stage.told()).endsWith("edited 5", "invented later 6");
  }

  @Test
  void aResetForgetsEverything() {
    stage.watchLive().segment(90);
    stage.say("{\"type\":\"reset\",\"seq\":12}").segment(3);
    assertThat(stage.told()).endsWith("segment 90", "reset 12", "segment 3");
    stage.drop(1006);
    stage.passUntilSocket(2);
    assertThat(stage.address()).isEqualTo("one%20task?since=3");
  }

  @Test
  void aResetThatBreaksOffIsBegunAgain() {
    stage.watchLive().segment(90).say("{\"type\":\"reset\",\"seq\":12}").drop(1006);
    stage.passUntilSocket(2);
    assertThat(stage.address()).isEqualTo("one%20task");
  }

  @Test
  void aResetForgetsWhatWasPolled() {
    stage.watchWithoutSockets().answer(progressOf(50));
    stage.passUntilSocket(4);
    stage.accept().say("{\"type\":\"reset\",\"seq\":12}").progress(2);
    assertThat(stage.told()).endsWith("progress 50", "open", "reset 12", "progress 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no JSON", "", "null", "17", "[]", "{}", "{\"type\":\"progress\",\"seq\":\"9\"}"})
  void nonsenseIsIgnored(String nonsense) {
    stage.watchLive().say(nonsense).say(HEARTBEAT).segment(1);
    assertThat(stage.told()).containsExactly("connecting", "open", "segment 1");
    assertThat(stage.thrown()).isEmpty();
  }

  @Test
  void anAnswerToANonsenseOfOursIsNoMessageOfTheTask() {
    stage.watchLive().say("{\"type\":\"error\",\"error_code\":\"BAD_MESSAGE\"}");
    assertThat(stage.told()).containsExactly("connecting", "open");
  }

  @Test
  void anUnknownTaskEndsItForGood() {
    stage.watch().accept().drop(1008);
    assertThat(stage.told()).containsExactly("connecting", "refused");
    assertThat(stage.timers()).isZero();
    stage.online().hide().show().wake().pass(Duration.ofMinutes(5));
    assertThat(stage.sockets()).isEqualTo(1);
    assertThat(stage.polls()).isZero();
  }

  @Test
  void aTaskThatIsDeletedEndsItForGood() {
    stage.watchLive().segment(1).drop(1008).pass(Duration.ofMinutes(5));
    assertThat(stage.told()).endsWith("segment 1", "refused");
    assertThat(stage.sockets()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0.999999, 8"})
  void whoIsSentAwayByAServerThatRestartsComesBackSoon(double chance, int seconds) {
    for (int code : List.of(1012, 1013)) {
      int sockets = stage.sockets();
      stage.watch("task " + code, 5).chance(chance).accept().segment(6).drop(code);
      stage.passSeconds(seconds - 0.1);
      assertThat(stage.sockets()).isEqualTo(sockets + 1);
      stage.passSeconds(0.1);
      assertThat(stage.sockets()).isEqualTo(sockets + 2);
      assertThat(stage.address()).endsWith("?since=6");
    }
  }

  @Test
  void aThousandWatchersOfAServerThatRestartsDoNotComeBackTogether() {
    stage.evenChance();
    stage.evaluate(
        """
        {
          for (let i = 0; i < 1000; i += 1) {
            stage.connect(TaskConnection, { id: String(i) });
            stage.socket.accept();
            stage.socket.say('{"type":"pong"}');
          }
          stage.sockets.slice().forEach((socket) => socket.end(1012));
        }\
        """);
    int before = 1000;
    for (int second = 1; second <= 8; second++) {
      stage.passSeconds(1);
      int came = stage.sockets() - before;
      assertThat(came).as("in second " + second).isLessThan(200);
      before += came;
    }
    assertThat(before).isEqualTo(2000);
  }

  @Test
  void whoFailsWaitsLongerAndLongerButNeverOverThirtySeconds() {
    for (double[] lowestAndHighest : new double[][] {{0, 1}, {0.999999, 2}}) {
      stage.chance(lowestAndHighest[0]);
      double limit = lowestAndHighest[1];
      for (int failures = 0; failures < 40; failures++) {
        assertThat(backoff(failures)).isCloseTo(limit * 1000, within(1.0));
        limit = lowestAndHighest[0] == 0 ? 1 : Math.min(30, limit * 2);
      }
    }
  }

  private double backoff(int failures) {
    return ((Number) stage.evaluate("backoff(" + failures + ")")).doubleValue();
  }

  @Test
  void theWaitIsSpreadEvenly() {
    stage.evenChance();
    @SuppressWarnings("unchecked")
    List<Number> waits =
        (List<Number>) stage.evaluate("Array.from({ length: 3000 }, () => backoff(9))");
    for (int from = 1; from < 30; from++) {
      int start = from * 1000;
      assertThat(waits)
          .filteredOn(wait -> wait.doubleValue() >= start && wait.doubleValue() < start + 1000)
          .hasSizeBetween(70, 140);
    }
  }

  @Test
  void aServerThatDropsEverybodyAtOnceIsLeftAloneMoreAndMore() {
    stage.chance(0.999999).watch();
    for (int limit : List.of(2, 4, 8, 16, 30, 30)) {
      int sockets = stage.sockets();
      stage.accept().say(PONG).drop(1006);
      assertThat(stage.passUntilSocket(sockets + 1)).isEqualTo(limit);
    }
    // It lasted: what was before is forgotten.
    stage.accept().say(PONG).passSeconds(11).drop(1006);
    assertThat(stage.passUntilSocket(8)).isEqualTo(2);
  }

  @Test
  void silenceIsTakenForADeadConnection() {
    stage.watchLive().segment(1).passSeconds(75);
    assertThat(stage.lastTold()).isEqualTo("segment 1");
    stage.passSeconds(5);
    assertThat(stage.lastTold()).isEqualTo("retrying");
    stage.passUntilSocket(2);
    assertThat(stage.address()).isEqualTo("one%20task?since=1");
  }

  @Test
  void heartbeatsKeepItAlive() {
    stage.watchLive();
    for (int beats = 0; beats < 10; beats++) {
      stage.passSeconds(30).say(HEARTBEAT);
    }
    assertThat(stage.sockets()).isEqualTo(1);
    assertThat(stage.told()).containsExactly("connecting", "open");
  }

  @Test
  void theServerIsPinged() {
    stage.watch();
    assertThat(stage.pings()).isZero();
    stage.accept();
    assertThat(stage.pings()).isEqualTo(1);
    stage.say(PONG).passSeconds(50);
    assertThat(stage.pings()).isEqualTo(3);
  }

  @Test
  void withoutSocketsTheServerIsAsked() {
    stage.watchWithoutSockets();
    assertThat(stage.told()).containsExactly("connecting", "retrying");
    assertThat(stage.evaluate("stage.poll.url"))
        .isEqualTo("https://steno.test/app/api/tasks/one%20task/progress");
    assertThat(stage.evaluate("stage.poll.cache")).isEqualTo("no-store");
    stage.answer(progressOf(5));
    assertThat(stage.told()).endsWith("retrying", "polling", "progress 5");
    stage.passSeconds(3.9);
    assertThat(stage.polls()).isEqualTo(1);
    stage.passSeconds(0.1);
    assertThat(stage.polls()).isEqualTo(2);
    stage.answer(progressOf(5)).passSeconds(4).answer(progressOf(8));
    assertThat(stage.told()).endsWith("polling", "progress 5", "progress 8");
  }

  @Test
  void theSocketIsTriedOnAndTakesOverWhenItWorks() {
    stage.watchLive().segment(3).drop(1006);
    for (int socket = 2; socket <= 4; socket++) {
      stage.passUntilSocket(socket);
      stage.drop(1006);
    }
    stage.answer(progressOf(9));
    stage.passUntilSocket(5);
    assertThat(stage.address()).isEqualTo("one%20task?since=3");
    stage.accept();
    assertThat(stage.state()).isEqualTo("polling");
    stage.segment(4).progress(6).segment(8).progress(9).segment(10).progress(11);
    assertThat(stage.told())
        .endsWith(
            "polling", "progress 9", "open", "segment 4", "segment 8", "segment 10", "progress 11");
    int polls = stage.polls();
    stage.say(HEARTBEAT).passSeconds(60);
    assertThat(stage.polls()).isEqualTo(polls);
  }

  @Test
  void anAnswerThatComesAfterTheSocketIsNotTold() {
    stage.watchWithoutSockets();
    stage.passUntilSocket(4);
    stage.accept().say(PONG).progress(7);
    assertThat(stage.evaluate("stage.poll.givenUp")).isEqualTo(true);
    stage.answer(progressOf(6));
    assertThat(stage.told()).endsWith("open", "progress 7");
  }

  @Test
  void anEndThatWasPolledIsNotToldAgain() {
    stage.watchWithoutSockets().answer(errorOf(20));
    stage.passUntilSocket(4);
    stage.accept().segment(19).say(errorOf(20)).progress(21);
    assertThat(stage.told()).endsWith("error 20", "open", "segment 19", "progress 21");
  }

  @Test
  void aSocketThroughWhichNothingComesIsNoSocket() {
    stage.watch().accept().passSeconds(21);
    assertThat(stage.told()).containsExactly("connecting", "retrying");
    // One that nobody answers is enough.
    assertThat(stage.polls()).isEqualTo(1);
    stage.answer(progressOf(1));
    stage.passUntilSocket(2);
    stage.accept();
    assertThat(stage.told()).endsWith("polling", "progress 1");
  }

  @Test
  void aSocketThatIsOpenedAndClosedAgainIsNoSocket() {
    stage.watch();
    for (int socket = 1; socket <= 3; socket++) {
      stage.passUntilSocket(socket);
      stage.accept().drop(1006);
    }
    assertThat(stage.polls()).isEqualTo(1);
    assertThat(stage.told()).containsExactly("connecting", "retrying");
  }

  @Test
  void whereSocketsAreForbiddenTheServerIsAsked() {
    stage.evaluate("stage.socketsForbidden = true");
    stage.watch().passSeconds(10);
    stage.answer(progressOf(1));
    assertThat(stage.told()).containsExactly("connecting", "retrying", "polling", "progress 1");
    assertThat(stage.thrown()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"401, text/html", "403, text/html", "403, " + PROBLEM, "404, " + PROBLEM})
  void aRefusalEndsTheAsking(int status, String type) {
    stage.watchWithoutSockets().answer(progressOf(1)).passSeconds(5);
    stage.answer(status, type, "{\"code\":\"NOT_FOUND\"}");
    assertThat(stage.lastTold()).isEqualTo("refused");
    assertThat(stage.timers()).isZero();
    int sockets = stage.sockets();
    stage.pass(Duration.ofMinutes(5)).online();
    assertThat(stage.polls()).isEqualTo(2);
    assertThat(stage.sockets()).isEqualTo(sockets);
  }

  @ParameterizedTest
  @CsvSource({
    "404, text/html, <h1>Not found</h1>",
    "502, text/html, Bad gateway",
    "503, application/problem+json, {}",
    "200, text/html, <h1>Sign in</h1>",
    "200, application/json, {}",
    "200, application/json, null"
  })
  void whatAProxyOrAServerThatStartsAnswersEndsNothing(int status, String type, String body) {
    stage.watchWithoutSockets().answer(status, type, body);
    assertThat(stage.lastTold()).isEqualTo("retrying");
    stage.passSeconds(8);
    assertThat(stage.polls()).isEqualTo(2);
    stage.answer(progressOf(1));
    assertThat(stage.told()).endsWith("polling", "progress 1");
  }

  @Test
  void askingInVainIsDoneLessAndLess() {
    stage.chance(0.999999).watchWithoutSockets();
    for (int limit : List.of(8, 16, 30, 30)) {
      int polls = stage.polls();
      stage.failToAnswer().passSeconds(limit - 0.5);
      assertThat(stage.polls()).isEqualTo(polls);
      stage.passSeconds(0.5);
      assertThat(stage.polls()).isEqualTo(polls + 1);
    }
  }

  @Test
  void aQuestionWithoutAnAnswerIsGivenUp() {
    stage.watchWithoutSockets().passSeconds(16);
    assertThat(stage.evaluate("stage.polls[0].givenUp")).isEqualTo(true);
    stage.passSeconds(10);
    assertThat(stage.polls()).isEqualTo(2);
    stage.answer(progressOf(1));
    assertThat(stage.lastTold()).isEqualTo("progress 1");
  }

  @Test
  void whenTheServerAnswersAgainTheSocketIsTriedAtOnce() {
    stage.chance(0.999999).watchWithoutSockets().chance(0).failToAnswer().passSeconds(1);
    assertThat(stage.sockets()).isEqualTo(3);
    stage.answer(progressOf(1));
    assertThat(stage.sockets()).isEqualTo(4);
    stage.accept().say(PONG);
    assertThat(stage.told()).endsWith("retrying", "polling", "progress 1", "open");
  }

  @Test
  void whoseSocketsAreBlockedForEverLearnsOfTheEndAndOfAnotherAttempt() {
    stage.chance(0.5).watchWithoutSockets().answer(errorOf(9));
    assertThat(stage.lastTold()).isEqualTo("error 9");
    // What has ended is asked for seldom.
    stage.passSeconds(29);
    assertThat(stage.polls()).isEqualTo(1);
    stage.passSeconds(1).answer(progressOf(10)).passSeconds(4).answer(completeOf(11));
    assertThat(stage.told()).endsWith("progress 10", "progress 11");
    assertThat(stage.polls()).isEqualTo(3);
    // Somebody here began another attempt.
    stage.wake();
    assertThat(stage.polls()).isEqualTo(4);
    stage.answer(progressOf(12));
    assertThat(stage.lastTold()).isEqualTo("progress 12");
  }

  @Test
  void aHiddenPageHurriesWithNothing() {
    stage.chance(0.5).hide().watchLive();
    stage.passSeconds(50);
    assertThat(stage.pings()).isEqualTo(1);
    stage.passSeconds(10);
    assertThat(stage.pings()).isEqualTo(2);
    stage.drop(1006).passSeconds(30);
    assertThat(stage.sockets()).isEqualTo(1);
    stage.passSeconds(2);
    assertThat(stage.sockets()).isEqualTo(2);
  }

  @Test
  void aHiddenPageAsksSeldom() {
    stage.chance(0.5).watchWithoutSockets().hide().answer(progressOf(1)).passSeconds(29);
    assertThat(stage.polls()).isEqualTo(1);
    stage.show();
    assertThat(stage.polls()).isEqualTo(2);
    stage.answer(progressOf(2)).passSeconds(4);
    assertThat(stage.polls()).isEqualTo(3);
  }

  @Test
  void aPageThatIsSeenAgainConnectsAtOnce() {
    stage.watchLive().hide().drop(1006).passSeconds(1).show();
    assertThat(stage.sockets()).isEqualTo(2);
    stage.accept().say(PONG);
    assertThat(stage.lastTold()).isEqualTo("open");
    assertThat(stage.timers()).as("the watch over the new socket").isEqualTo(1);
  }

  @Test
  void aNetworkThatComesBackIsUsedAtOnceAndWithFreshPatience() {
    stage.chance(0.999999).watch();
    for (int socket = 1; socket <= 5; socket++) {
      stage.passUntilSocket(socket);
      stage.drop(1006);
    }
    stage.hide().online();
    assertThat(stage.sockets()).isEqualTo(6);
    stage.show().drop(1006);
    assertThat(stage.passUntilSocket(7)).isEqualTo(2);
  }

  @Test
  void aConnectionThatDiedInASleepIsReplacedWhenThePageIsSeen() {
    stage.watchLive().segment(1).hide().sleep(Duration.ofHours(8)).show();
    assertThat(stage.sockets()).isEqualTo(2);
    assertThat(stage.address()).isEqualTo("one%20task?since=1");
  }

  @Test
  void aConnectionThatDoesNotAnswerAfterAShortSleepIsReplaced() {
    stage.watchLive().hide().sleep(Duration.ofSeconds(40)).show();
    assertThat(stage.pings()).isEqualTo(2);
    stage.passSeconds(22);
    assertThat(stage.sockets()).isEqualTo(2);
  }

  @Test
  void aConnectionThatAnswersAfterASleepStays() {
    stage.watchLive().hide().sleep(Duration.ofSeconds(40)).show().say(PONG).passSeconds(30);
    assertThat(stage.sockets()).isEqualTo(1);
    assertThat(stage.told()).containsExactly("connecting", "open");
  }

  @ParameterizedTest
  @ValueSource(strings = {"connecting", "open", "retrying", "polling"})
  void closingEndsEverything(String state) {
    switch (state) {
      case "connecting" -> stage.watch();
      case "open" -> stage.watchLive();
      case "retrying" -> stage.watchLive().drop(1006);
      default -> stage.watchWithoutSockets().answer(progressOf(1)).passSeconds(4);
    }
    assertThat(stage.state()).isEqualTo(state);
    List<String> told = stage.told();
    int sockets = stage.sockets();
    int polls = stage.polls();
    stage.close();
    assertThat(stage.timers()).isZero();
    stage.accept().segment(5).drop(1006).online().hide().show().wake();
    stage.pass(Duration.ofMinutes(5)).close();
    assertThat(stage.told()).isEqualTo(told);
    assertThat(stage.state()).isEqualTo("closed");
    assertThat(stage.sockets()).isEqualTo(sockets);
    assertThat(stage.polls()).isEqualTo(polls);
    assertThat(stage.evaluate("stage.poll?.givenUp ?? true")).isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"connecting", "open", "segment 1", "retrying", "polling", "progress 7"})
  void aHandlerMayCloseWhateverItIsTold(String line) {
    stage.watchWith("if (line === '" + line + "') stage.connections['one task'].close();");
    if (stage.sockets() > 0) {
      stage.accept().segment(1).drop(1006);
      for (int socket = 2; socket <= 4 && stage.state().equals("retrying"); socket++) {
        stage.passUntilSocket(socket);
        stage.drop(1006);
      }
    }
    if (stage.polls() > 0) {
      stage.answer(progressOf(7));
    }
    assertThat(stage.lastTold()).isEqualTo(line);
    assertThat(stage.timers()).isZero();
    int sockets = stage.sockets();
    stage.pass(Duration.ofMinutes(5)).online();
    assertThat(stage.sockets()).isEqualTo(sockets);
    assertThat(stage.lastTold()).isEqualTo(line);
  }

  @Test
  void aHandlerThatThrowsDisturbsNothing() {
    stage.watchWith("throw new Error('cannot show ' + line);");
    stage.accept().segment(1).segment(2).drop(1006);
    for (int socket = 2; socket <= 4; socket++) {
      stage.passUntilSocket(socket);
      stage.drop(1006);
    }
    stage.answer(progressOf(7)).passSeconds(4).answer(progressOf(8));
    stage.passUntilSocket(5);
    stage.accept().segment(9);
    assertThat(stage.told())
        .containsExactly(
            "connecting",
            "open",
            "segment 1",
            "segment 2",
            "retrying",
            "polling",
            "progress 7",
            "progress 8",
            "open",
            "segment 9");
    assertThat(stage.thrown())
        .hasSize(10)
        .allMatch(message -> message.startsWith("Uncaught Error: cannot show "));
  }

  @Test
  void connectionsKnowNothingOfEachOther() {
    stage.watch("a", 0).accept().say(PONG);
    stage.watch("b", 4).accept().say(PONG);
    stage.say(1, progressOf(1)).say(2, progressOf(9)).say(1, progressOf(2)).drop(1008);
    stage.say(1, progressOf(3));
    assertThat(stage.told("a"))
        .containsExactly("connecting", "open", "progress 1", "progress 2", "progress 3");
    assertThat(stage.told("b")).containsExactly("connecting", "open", "progress 9", "refused");
  }

  @Test
  void beginningTwiceIsBeginningOnce() {
    stage.watch();
    stage.evaluate("stage.connections['one task'].open()");
    assertThat(stage.sockets()).isEqualTo(1);
    stage.close();
    stage.evaluate("stage.connections['one task'].open()");
    assertThat(stage.sockets()).isEqualTo(1);
  }

  @Test
  void itWorksInAWorker() {
    Object told =
        stage.evaluate(
            """
            new Promise((resolve, reject) => {
              const worker = new Worker('worker.js', { type: 'module' });
              worker.onmessage = ({ data }) => resolve(data.join());
              worker.onerror = ({ message }) => reject(new Error(message));
            })\
            """);
    assertThat(told).isEqualTo("connecting,open,segment 1,retrying");
  }
}
