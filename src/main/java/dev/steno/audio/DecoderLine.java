package dev.steno.audio;

import dev.steno.problem.ErrorCode;

/** What the decoding child tells its parent: one line of text each, words parted by one space. */
sealed interface DecoderLine {

  /** No line is longer; a child that writes longer ones is broken. */
  int LONGEST = 1000;

  /** The line without its end. */
  String text();

  /**
   * The recording was opened.
   *
   * @param totalMillis its length, perhaps estimated, or -1
   * @param promisedMillis the length of the audio that the container states, or -1
   */
  record Media(String format, String codec, int audioStreams, long totalMillis, long promisedMillis)
      implements DecoderLine {
    @Override
    public String text() {
      return "media %s %s %d %d %d"
          .formatted(format, codec, audioStreams, totalMillis, promisedMillis);
    }
  }

  /** So much is decoded. */
  record Progress(long millis) implements DecoderLine {
    @Override
    public String text() {
      return "progress " + millis;
    }
  }

  /**
   * All is decoded.
   *
   * @param packets how many packets of the stream were read
   * @param damaged how many of them could not be decoded
   * @param brokenOff whether reading ended with an error and not with the end of the recording
   */
  record Done(long samples, long packets, long damaged, boolean brokenOff) implements DecoderLine {
    @Override
    public String text() {
      return "done %d %d %d %b".formatted(samples, packets, damaged, brokenOff);
    }
  }

  /** It cannot be decoded. */
  record Problem(ErrorCode code, String detail) implements DecoderLine {
    @Override
    public String text() {
      String line = "problem " + code + " " + detail.replaceAll("\\p{Cntrl}+", " ");
      return line.substring(0, Math.min(line.length(), LONGEST));
    }
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException where it is none of these
   */
  static DecoderLine parse(String line) {
    String[] words = line.split(" ", -1);
    if (words[0].equals("problem") && words.length > 1) {
      String detail = line.substring(Math.min(line.length(), 9 + words[1].length()));
      return new Problem(ErrorCode.valueOf(words[1]), detail.strip());
    }
    return switch (words[0] + "/" + words.length) {
      case "media/6" ->
          new Media(
              words[1],
              words[2],
              Integer.parseInt(words[3]),
              Long.parseLong(words[4]),
              Long.parseLong(words[5]));
      case "progress/2" -> new Progress(Long.parseLong(words[1]));
      case "done/5" ->
          new Done(
              Long.parseLong(words[1]),
              Long.parseLong(words[2]),
              Long.parseLong(words[3]),
              Boolean.parseBoolean(words[4]));
      default -> throw new IllegalArgumentException("no line of the decoder");
    };
  }
}
