package dev.steno.engine.remote;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.apache.commons.fileupload2.core.MultipartInput;

/** What a server was sent, read by libraries that share nothing with the code that sent it. */
final class Upload {

  private static final Pattern BOUNDARY = Pattern.compile("multipart/form-data; boundary=(\\S+)");
  private static final Pattern NAME = Pattern.compile("form-data; name=\"([^\"]*)\"");

  private final String path;
  private final Headers headers;
  private final List<String> fields = new ArrayList<>();
  private String fileHeaders = "";
  private byte[] file = new byte[0];

  private Upload(String path, Headers headers) {
    this.path = path;
    this.headers = headers;
  }

  static Upload read(HttpExchange exchange) throws IOException {
    Upload upload = new Upload(exchange.getRequestURI().getPath(), exchange.getRequestHeaders());
    Matcher boundary = BOUNDARY.matcher(upload.header("Content-Type"));
    if (!boundary.matches()) {
      throw new IOException("no form: " + upload.header("Content-Type"));
    }
    MultipartInput input =
        MultipartInput.builder()
            .setInputStream(new ByteArrayInputStream(exchange.getRequestBody().readAllBytes()))
            .setBoundary(boundary.group(1).getBytes(StandardCharsets.US_ASCII))
            .get();
    for (boolean more = input.skipPreamble(); more; more = input.readBoundary()) {
      String partHeaders = input.readHeaders();
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      input.readBodyData(body);
      upload.add(partHeaders, body.toByteArray());
    }
    return upload;
  }

  private void add(String partHeaders, byte[] body) throws IOException {
    Matcher name = NAME.matcher(partHeaders);
    if (!name.find()) {
      throw new IOException("a part without a name: " + partHeaders);
    }
    if (name.group(1).equals("file")) {
      fileHeaders = partHeaders;
      file = body;
    } else {
      fields.add(name.group(1) + "=" + new String(body, StandardCharsets.UTF_8));
    }
  }

  String path() {
    return path;
  }

  /** A header of the request; empty where there is none. */
  String header(String name) {
    String value = headers.getFirst(name);
    return value == null ? "" : value;
  }

  /** The names of the headers. */
  Headers headers() {
    return headers;
  }

  /** Each field as {@code name=value}, in order, without the file. */
  List<String> fields() {
    return fields;
  }

  String fileHeaders() {
    return fileHeaders;
  }

  AudioFormat format() throws IOException {
    try (AudioInputStream audio = audio()) {
      return audio.getFormat();
    }
  }

  short[] samples() throws IOException {
    try (AudioInputStream audio = audio()) {
      byte[] bytes = audio.readAllBytes();
      short[] samples = new short[bytes.length / Short.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
      return samples;
    }
  }

  private AudioInputStream audio() throws IOException {
    try {
      return AudioSystem.getAudioInputStream(new ByteArrayInputStream(file));
    } catch (UnsupportedAudioFileException noWav) {
      throw new IOException(noWav);
    }
  }
}
