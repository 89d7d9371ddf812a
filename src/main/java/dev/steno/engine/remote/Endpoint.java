package dev.steno.engine.remote;

/** What the other server can be asked for. */
enum Endpoint {
  /** What is said, as it is said. */
  TRANSCRIPTIONS("audio/transcriptions", Detail.WORDS),
  /**
   * What is said, in English. No language is named there, and word times are not asked for: the
   * words are not those that were spoken.
   */
  TRANSLATIONS("audio/translations", Detail.SEGMENTS);

  private final String path;
  private final Detail most;

  Endpoint(String path, Detail most) {
    this.path = path;
    this.most = most;
  }

  /** Below the version of the protocol. */
  String path() {
    return path;
  }

  /** The most that is asked for. */
  Detail most() {
    return most;
  }
}
