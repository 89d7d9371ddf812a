package dev.steno.testing;

import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A client of the REST interface, as a program of somebody else would be. */
public final class StenoClient {

  private static final String BOUNDARY = "a-boundary-that-occurs-nowhere";
  private static final Duration LONGEST_TASK = Duration.ofMinutes(4);

  private final URI base;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * A client.
   *
   * @param base the address of the application, ending in a slash
   */
  public StenoClient(URI base) {
    this.base = base;
  }

  /** The address of something below the application. */
  public URI address(String path) {
    return base.resolve(path);
  }

  /** Sends any request. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** A request for something below the application. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address(path)).timeout(Duration.ofMinutes(5));
  }

  /** Reads something. */
  public HttpResponse<String> get(String path) {
    return send(request(path));
  }

  /** Reads JSON. */
  public JsonObject json(String path) {
    return parse(get(path).body());
  }

  /** Posts nothing. */
  public HttpResponse<String> post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  /** Deletes something. */
  public HttpResponse<String> delete(String path) {
    return send(request(path).DELETE());
  }

  /** Uploads a recording and reads the answer. */
  public HttpResponse<String> upload(byte[] recording, String name, Map<String, String> fields) {
    return send(multipart(recording, name, fields));
  }

  /** Uploads a recording that is taken. */
  public String uploaded(byte[] recording, String name) {
    HttpResponse<String> answer = upload(recording, name, Map.of());
    if (answer.statusCode() != 202) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return parse(answer.body()).getString("id");
  }

  /** A request with a recording in it. */
  public HttpRequest.Builder multipart(byte[] recording, String name, Map<String, String> fields) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    fields.forEach((key, value) -> body.writeBytes(part(key, value)));
    body.writeBytes(fileHead(name));
    body.writeBytes(recording);
    body.writeBytes(end());
    return multipart(BodyPublishers.ofByteArray(body.toByteArray()));
  }

  /** A request with a multipart body of one's own. */
  public HttpRequest.Builder multipart(BodyPublisher body) {
    return request("api/tasks")
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(body);
  }

  /** One field of a multipart body. */
  public static byte[] part(String key, String value) {
    return ("--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\""
            + key
            + "\"\r\n\r\n"
            + value
            + "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** What comes before the file in a multipart body. */
  public static byte[] fileHead(String name) {
    return ("--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + name
            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** What comes after the last part of a multipart body. */
  public static byte[] end() {
    return ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Waits until a task has ended and reads it. */
  public JsonObject ended(String taskId) {
    return await("task " + taskId + " ends")
        .atMost(LONGEST_TASK)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> json("api/tasks/" + taskId),
            task ->
                !java.util.Set.of("uploading", "queued", "running")
                    .contains(task.getString("status")));
  }

  /** JSON from text. */
  public static JsonObject parse(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
