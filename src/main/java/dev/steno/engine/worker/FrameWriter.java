package dev.steno.engine.worker;

import dev.steno.engine.Utterance;
import dev.steno.transcript.Word;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes frames. For one thread at a time. */
final class FrameWriter {

  static final int RECOGNIZE = 1;
  static final int HELLO = 2;
  static final int PROGRESS = 3;
  static final int HEARD = 4;
  static final int DONE = 5;
  static final int PROBLEM = 6;
  static final int DETECT = 7;
  static final int DETECTED = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private final DataOutputStream out;

  FrameWriter(OutputStream out) {
    this.out = new DataOutputStream(out);
  }

  /** Writes a frame and flushes it. */
  void write(Frame frame) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    encode(frame, new DataOutputStream(content));
    out.writeInt(content.size());
    content.writeTo(out);
    out.flush();
  }

  private static void encode(Frame frame, DataOutputStream to) throws IOException {
    if (frame instanceof Frame.Recognize recognize) {
      to.writeByte(RECOGNIZE);
      to.writeLong(recognize.id());
      writeText(recognize.options().language(), to);
      to.writeBoolean(recognize.options().translate());
      writeTextOrNull(recognize.options().prompt(), to);
      to.write(recognize.samples().bytes());
    } else if (frame instanceof Frame.Detect detect) {
      to.writeByte(DETECT);
      to.writeLong(detect.id());
      to.write(detect.samples().bytes());
    } else if (frame instanceof Frame.Ping ping) {
      to.writeByte(PING);
      to.writeLong(ping.id());
    } else if (frame instanceof Frame.Hello hello) {
      to.writeByte(HELLO);
      to.writeInt(Frame.PROTOCOL_VERSION);
      writeText(hello.engine(), to);
      writeText(hello.model(), to);
    } else if (frame instanceof Frame.Progress progress) {
      to.writeByte(PROGRESS);
      to.writeLong(progress.id());
      to.writeLong(progress.millis());
    } else if (frame instanceof Frame.Heard heard) {
      to.writeByte(HEARD);
      to.writeLong(heard.id());
      writeUtterance(heard.utterance(), to);
    } else if (frame instanceof Frame.Done done) {
      to.writeByte(DONE);
      to.writeLong(done.id());
    } else if (frame instanceof Frame.Detected detected) {
      to.writeByte(DETECTED);
      to.writeLong(detected.id());
      writeText(detected.language(), to);
    } else if (frame instanceof Frame.Pong pong) {
      to.writeByte(PONG);
      to.writeLong(pong.id());
    } else if (frame instanceof Frame.Problem problem) {
      to.writeByte(PROBLEM);
      to.writeLong(problem.id());
      writeText(problem.code().name(), to);
      writeText(problem.message(), to);
      writeText(problem.detail(), to);
    }
  }

  private static void writeUtterance(Utterance utterance, DataOutputStream to) throws IOException {
    to.writeLong(utterance.startMillis());
    to.writeLong(utterance.endMillis());
    writeText(utterance.text(), to);
    to.writeInt(utterance.words().size());
    for (Word word : utterance.words()) {
      writeText(word.text(), to);
      to.writeLong(word.startMillis());
      to.writeLong(word.endMillis());
      Double probability = word.probability();
      to.writeDouble(probability == null ? Double.NaN : probability);
      to.writeBoolean(word.estimated());
    }
    writeTextOrNull(utterance.note(), to);
  }

  private static void writeTextOrNull(@Nullable String text, DataOutputStream to)
      throws IOException {
    to.writeBoolean(text != null);
    if (text != null) {
      writeText(text, to);
    }
  }

  private static void writeText(String text, DataOutputStream to) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.writeInt(bytes.length);
    to.write(bytes);
  }
}
