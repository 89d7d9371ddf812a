package dev.steno;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.steno.testing.Deployments;
import dev.steno.testing.Speech;
import dev.steno.testing.StenoClient;
import dev.steno.testing.Watcher;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The main job as the world sees it: a recording in, a live transcript out. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RecordingToTranscriptIT {

  /** A recording that was transcribed once for all tests that only look. */
  private static String completed = "";

  @ArquillianResource URL url;

  private URI base = URI.create("http://unknown/");
  private StenoClient client = new StenoClient(base);

  @Deployment(testable = false)
  static WebArchive steno() {
    return Deployments.war();
  }

  @BeforeEach
  void connect() throws URISyntaxException {
    base = url.toURI();
    client = new StenoClient(base);
  }

  private String completedTask() {
    if (completed.isEmpty()) {
      completed = client.uploaded(Speech.shortStory(), "story.wav");
      assertThat(client.ended(completed).getString("status")).isEqualTo("completed");
    }
    return completed;
  }

  private static List<Long> numbers(List<JsonObject> story) {
    return story.stream().map(message -> message.getJsonNumber("seq").longValue()).toList();
  }

  @Test
  void aRecordingBecomesATranscriptWhileItIsWatched() {
    String task = client.uploaded(Speech.story(40), "meeting/../minutes.wav");
    try (Watcher watcher = Watcher.of(base, task)) {
      JsonObject firstSegment =
          watcher.awaitMessage(
              "the first segment", message -> message.getString("type").equals("segment"));
      assertThat(client.json("api/tasks/" + task).getString("status")).isEqualTo("running");
      assertThat(client.get("api/tasks/" + task + "/transcript").statusCode()).isEqualTo(409);
      assertThat(client.get("api/tasks/" + task + "/transcript?partial=true&format=txt").body())
          .contains(firstSegment.getString("text"));

      JsonObject last = watcher.awaitEnd();
      assertThat(last.getString("stage")).isEqualTo("complete");
      assertThat(last.getInt("percentage")).isEqualTo(100);
      assertThat(numbers(watcher.story())).isSorted().doesNotHaveDuplicates();
      List<Integer> percentages =
          watcher.of("progress").stream().map(message -> message.getInt("percentage")).toList();
      assertThat(percentages).isSorted();
      assertThat(new HashSet<>(percentages)).as("measured, not stepped").hasSizeGreaterThan(5);
      // Aligning may tell a segment again.
      List<Integer> indexes =
          watcher.of("segment").stream()
              .map(message -> message.getInt("index"))
              .distinct()
              .toList();
      assertThat(indexes).hasSizeGreaterThan(3);
      for (int index = 0; index < indexes.size(); index++) {
        assertThat(indexes.get(index)).isEqualTo(index);
      }
    }
    JsonObject ended = client.json("api/tasks/" + task);
    assertThat(ended.getString("file_name")).isEqualTo("minutes.wav");
    assertThat(ended.getString("engine")).isEqualTo("embedded");
    assertThat(ended.getString("language")).isEqualTo("en");
    assertThat(ended.containsKey("translate")).isFalse();
    assertThat(ended.getJsonNumber("duration_seconds").doubleValue()).isEqualTo(40.0);
    assertThat(ended.getInt("attempt")).isEqualTo(1);
  }

  @Test
  void aTranscriptIsReadInEveryFormat() {
    String address = "api/tasks/" + completedTask() + "/transcript";
    JsonObject json = client.json(address);
    assertThat(json.getString("task_id")).isEqualTo(completedTask());
    assertThat(json.getJsonArray("turns")).isNotEmpty();
    JsonObject word =
        json.getJsonArray("turns").getJsonObject(0).getJsonArray("words").getJsonObject(0);
    assertThat(word.getJsonNumber("end").doubleValue())
        .isGreaterThan(word.getJsonNumber("start").doubleValue());
    String text = client.get(address + "?format=txt").body();
    assertThat(text).containsIgnoringCase("the").doesNotContain("-->");
    assertThat(client.get(address + "?format=vtt").body()).startsWith("WEBVTT\n").contains("-->");
    assertThat(client.get(address + "?format=srt").body()).startsWith("1\n00:00:0");
    HttpResponse<String> accepted =
        client.send(client.request(address).header("Accept", "text/vtt"));
    assertThat(accepted.headers().firstValue("Content-Type").orElse("")).startsWith("text/vtt");
    assertThat(client.get(address + "?format=mp3").statusCode()).isEqualTo(400);
    assertThat(client.send(client.request(address).header("Accept", "image/png")).statusCode())
        .isEqualTo(406);
  }

  @Test
  void twoHundredWatchersSeeTheSameStory() {
    String task = client.uploaded(Speech.story(25), "watched.wav");
    HttpClient http = HttpClient.newHttpClient();
    List<Watcher> watchers = new ArrayList<>();
    try {
      for (int count = 0; count < 200; count++) {
        watchers.add(Watcher.of(http, base, task, ""));
      }
      watchers.forEach(Watcher::awaitEnd);
      List<JsonObject> segments = watchers.get(0).of("segment");
      assertThat(segments).isNotEmpty();
      for (Watcher watcher : watchers) {
        assertThat(numbers(watcher.story())).isSorted().doesNotHaveDuplicates();
        assertThat(watcher.of("segment")).isEqualTo(segments);
        assertThat(watcher.story().get(watcher.story().size() - 1))
            .isEqualTo(watchers.get(0).awaitEnd());
      }
    } finally {
      watchers.forEach(Watcher::close);
    }
  }

  @Test
  void aLateWatcherGetsTheWholeStoryAndOneThatComesBackOnlyTheRest() {
    String task = completedTask();
    List<JsonObject> story;
    try (Watcher late = Watcher.of(base, task)) {
      late.awaitEnd();
      story = late.story();
      assertThat(late.of("segment")).isNotEmpty();
    }
    long seen = story.get(0).getJsonNumber("seq").longValue();
    try (Watcher back = Watcher.of(HttpClient.newHttpClient(), base, task, "?since=" + seen)) {
      back.awaitEnd();
      assertThat(back.story()).isEqualTo(story.subList(1, story.size()));
    }
  }

  @Test
  void aWatcherWhoSawMoreThanThereIsStartsAgain() {
    try (Watcher watcher =
        Watcher.of(HttpClient.newHttpClient(), base, completedTask(), "?since=1000000")) {
      watcher.awaitEnd();
      assertThat(watcher.story().get(0).getString("type")).isEqualTo("reset");
      assertThat(watcher.of("segment")).isNotEmpty();
    }
  }

  @Test
  void heartbeatsComeAndAPingIsAnswered() {
    try (Watcher watcher = Watcher.of(base, completedTask())) {
      watcher.say("{\"type\":\"ping\"}");
      watcher.awaitMessage("a pong", message -> message.getString("type").equals("pong"));
      JsonObject heartbeat =
          watcher.awaitMessage(
              "a heartbeat", message -> message.getString("type").equals("heartbeat"));
      assertThat(heartbeat.keySet()).containsExactly("type", "timestamp");
    }
  }

  @Test
  void nonsenseIsAnsweredAndTheSocketStaysOpen() {
    try (Watcher watcher = Watcher.of(base, completedTask())) {
      watcher.say("this is no JSON");
      JsonObject answer =
          watcher.awaitMessage("an answer", message -> message.containsKey("error_code"));
      assertThat(answer.getString("error_code")).isEqualTo("BAD_MESSAGE");
      assertThat(answer.containsKey("task_id")).isFalse();
      watcher.say("{\"type\":\"ping\"}");
      watcher.awaitMessage("a pong", message -> message.getString("type").equals("pong"));
    }
  }

  @Test
  void aMessageThatIsTooLargeClosesTheSocket() {
    Watcher watcher = Watcher.of(base, completedTask());
    watcher.say("x".repeat(5000));
    assertThat(watcher.awaitClose()).isEqualTo(1009);
  }

  @Test
  void anUnknownTaskClosesTheSocket() {
    assertThat(Watcher.of(base, "b60ad873-c4e1-4b67-9d36-36bfb0276a1b").awaitClose())
        .isEqualTo(1008);
    assertThat(Watcher.of(base, "no-such-task").awaitClose()).isEqualTo(1008);
  }

  @Test
  void aCancelledTaskEndsAtOnceAndCanBeTriedAgain() {
    String task = client.uploaded(Speech.story(60), "cancelled.wav");
    try (Watcher watcher = Watcher.of(base, task)) {
      watcher.awaitMessage(
          "work", message -> "transcribing".equals(message.getString("stage", "")));
      assertThat(client.post("api/tasks/" + task + "/cancel").statusCode()).isEqualTo(200);
      JsonObject last = watcher.awaitEnd();
      assertThat(last.getString("error_code")).isEqualTo("CANCELLED");
      assertThat(client.json("api/tasks/" + task).getString("status")).isEqualTo("cancelled");
      assertThat(client.post("api/tasks/" + task + "/cancel").statusCode()).isEqualTo(409);
      assertThat(client.post("api/tasks/" + task + "/retry").statusCode()).isEqualTo(202);
      JsonObject end =
          watcher.awaitMessage(
              "the second attempt", message -> "complete".equals(message.getString("stage", "")));
      assertThat(end.getInt("attempt")).isEqualTo(2);
    }
  }

  @Test
  void aDeletedTaskIsGoneInEveryRespect() {
    String task = client.uploaded(Speech.story(60), "deleted.wav");
    Watcher watcher = Watcher.of(base, task);
    watcher.awaitMessage("anything", message -> true);
    assertThat(client.delete("api/tasks/" + task).statusCode()).isEqualTo(204);
    assertThat(client.get("api/tasks/" + task).statusCode()).isEqualTo(404);
    assertThat(client.get("api/tasks/" + task + "/transcript").statusCode()).isEqualTo(404);
    assertThat(client.delete("api/tasks/" + task).statusCode()).isEqualTo(404);
    assertThat(watcher.awaitClose()).isEqualTo(1008);
  }

  @Test
  void theListIsFilteredAndPaged() {
    String task = completedTask();
    assertThat(client.json("api/tasks?q=STORY&status=completed").toString()).contains(task);
    assertThat(client.json("api/tasks?q=%25").getInt("total")).isZero();
    JsonObject page = client.json("api/tasks?page=1&page_size=1");
    assertThat(page.getJsonArray("tasks")).hasSize(1);
    assertThat(page.getInt("page_size")).isEqualTo(1);
    for (String bad : List.of("page=0", "page=x", "page_size=100000", "status=lost")) {
      HttpResponse<String> answer = client.get("api/tasks?" + bad);
      assertThat(answer.statusCode()).as(bad).isEqualTo(400);
      assertThat(answer.body()).contains("\"code\":\"BAD_REQUEST\"");
    }
  }

  @Test
  void progressCanBePolled() {
    JsonObject progress = client.json("api/tasks/" + completedTask() + "/progress");
    assertThat(progress.getString("stage")).isEqualTo("complete");
    assertThat(progress.containsKey("seq")).isTrue();
  }

  @Test
  void theEnginesAreListed() {
    assertThat(client.get("api/engines").body())
        .contains("\"embedded\"")
        .contains("\"fallback\":true");
  }

  @Test
  void healthIsTold() {
    for (String path : List.of("health", "health/live", "health/ready")) {
      assertThat(client.json(path).getString("status")).as(path).isEqualTo("UP");
    }
  }

  @Test
  void thePageIsServedWithAStrictPolicy() {
    HttpResponse<String> page = client.get("");
    assertThat(page.body()).contains("<title>");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api/nothing", "api/tasks/../../etc", "api/tasks/1/2/3"})
  void whatIsNotThereIsAProblem(String path) {
    assertThat(client.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void anEmptyFileIsRefusedAtOnceAndLeavesNothing() {
    assertRefused(client.upload(new byte[0], "empty.mp3", Map.of()), 400, "EMPTY_MEDIA");
    assertThat(client.json("api/tasks?q=empty.mp3").getInt("total")).isZero();
  }

  @Test
  void aRequestWithoutARecordingIsRefused() {
    assertRefused(
        client.send(
            client.multipart(
                BodyPublishers.ofByteArrays(
                    List.of(StenoClient.part("language", "en"), StenoClient.end())))),
        400,
        "BAD_REQUEST");
    assertRefused(
        client.send(client.multipart(BodyPublishers.ofString("no parts"))), 400, "BAD_REQUEST");
  }

  @Test
  void wishesThatCannotBeFulfilledAreRefusedAtOnce() {
    byte[] recording = Speech.silence(1);
    assertRefused(
        client.upload(recording, "w.wav", Map.of("language", "de")), 400, "LANGUAGE_UNSUPPORTED");
    assertRefused(
        client.upload(recording, "w.wav", Map.of("engine", "magic")), 400, "ENGINE_UNAVAILABLE");
    assertRefused(
        client.upload(recording, "w.wav", Map.of("model", "huge")), 400, "MODEL_UNAVAILABLE");
    assertRefused(
        client.upload(recording, "w.wav", Map.of("diarize", "true")),
        400,
        "DIARIZATION_UNAVAILABLE");
    assertRefused(
        client.upload(recording, "w.wav", Map.of("translate", "true")), 400, "ENGINE_UNAVAILABLE");
    assertThat(client.json("api/tasks?q=w.wav").getInt("total")).isZero();
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonObject problem = StenoClient.parse(answer.body());
    assertThat(problem.getString("code")).isEqualTo(code);
    assertThat(problem.getInt("status")).isEqualTo(status);
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
  }

  @Test
  void aTextThatIsCalledMp3Fails() {
    byte[] text = "I am no music at all.\n".repeat(500).getBytes(StandardCharsets.UTF_8);
    assertFails(text, "song.mp3", "UNSUPPORTED_MEDIA");
  }

  @Test
  void aHeaderWithNothingBehindItFails() {
    assertFails(Arrays.copyOf(Speech.silence(1), 44), "cut.wav", "EMPTY_MEDIA");
  }

  @Test
  void anMp3ThatBreaksOffGivesWhatIsThere() throws IOException {
    Path whole = Path.of(System.getProperty("steno.shared"), "audio", "audio_en.mp3");
    assumeTrue(Files.exists(whole), "no real recordings at " + whole.getParent());
    byte[] content = Files.readAllBytes(whole);
    byte[] half = Arrays.copyOf(content, content.length / 2);
    JsonObject task = client.ended(client.uploaded(half, "half.mp3"));
    assertThat(task.getString("status")).isEqualTo("completed");
    assertThat(task.getJsonNumber("duration_seconds").doubleValue()).isBetween(6.0, 7.0);
    assertFails(Arrays.copyOf(content, 60), "head.mp3", "UNSUPPORTED_MEDIA");
  }

  private void assertFails(byte[] content, String name, String code) {
    JsonObject task = client.ended(client.uploaded(content, name));
    assertThat(task.getString("status")).isEqualTo("failed");
    JsonObject error = task.getJsonObject("error");
    assertThat(error.getString("error_code")).isEqualTo(code);
    assertThat(error.getString("user_message")).isNotBlank();
    assertThat(task.toString()).doesNotContain("/recordings/").doesNotContain("Exception");
  }

  @Test
  void twoHoursOfSilenceGiveAnEmptyTranscript() {
    JsonObject task = client.ended(client.uploaded(Speech.twoHoursOfSilence(), "silence.wav"));
    assertThat(task.getJsonNumber("duration_seconds").doubleValue()).isEqualTo(7200.0);
    assertThat(task.getString("status")).isEqualTo("completed");
    assertThat(task.getJsonArray("warnings").toString()).contains("No speech");
    String address = "api/tasks/" + task.getString("id") + "/transcript";
    assertThat(client.json(address).getJsonArray("turns")).isEmpty();
    assertThat(client.get(address + "?format=txt").body()).isEmpty();
  }
}
