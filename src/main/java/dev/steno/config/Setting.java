package dev.steno.config;

/**
 * Every setting: its key, default and meaning. A setting is read from the system property of that
 * name, else from the environment variable of that name, else it has its default. The table in
 * {@code README.md} is made from this list.
 */
public enum Setting {
  STENO_HOME("~/.steno", "Folder of the database, the recordings and everything else Steno keeps"),
  STENO_MEDIA("", "Folder of the recordings; empty: `recordings` in `STENO_HOME`"),
  STENO_ACCESS(
      "local",
      "`local`: only callers on this machine and without a proxy are served; `open`: everybody"
          + " who reaches the server"),
  STENO_HOSTS("", "Host names, separated by commas, that callers may use beside `localhost`"),
  STENO_MAX_UPLOAD("10g", "Largest recording that is taken"),
  STENO_MAX_HOURS("24", "Longest recording that is taken, in hours"),
  STENO_RUNNING("2", "How many tasks run at once, 1 to 8"),
  STENO_QUEUE("1000", "How many tasks may wait; further ones are refused"),
  STENO_ENGINE(
      "auto",
      "Engine for those who do not choose one: `whisper`, `remote` or `embedded`; `auto`: the best"
          + " installed Whisper model, else a remote server, else the embedded one"),
  STENO_MODEL("base", "Speech model for those who do not want to choose one to install"),
  STENO_MODEL_DOWNLOAD(
      "manual",
      "`manual`: a model is fetched when somebody asks for it; `auto`: also the one of"
          + " `STENO_MODEL`, at the first task that finds none here; `never`: you put the files into"
          + " `models` in `STENO_HOME` yourself"),
  STENO_MODEL_HUB(
      "https://huggingface.co/ggerganov/whisper.cpp/resolve/main",
      "Address of the folder from which models are fetched; it may be a mirror"),
  STENO_WORKERS("2", "How many worker processes recognise speech, 1 to 16"),
  STENO_WORKER_HEAP("768m", "Java heap of one worker of the embedded engine"),
  STENO_WORKER_MEMORY(
      "auto",
      "Resident memory at which a worker is ended, such as `4g`; `auto`: 2g for the embedded"
          + " engine, by the size of the model for Whisper"),
  STENO_WORKER_RECYCLE("200", "Chunks after which a worker is replaced by a fresh one"),
  STENO_REMOTE_URL(
      "",
      "Address of a server with OpenAI's transcription protocol, with or without `/v1`; empty: no"
          + " remote engine"),
  STENO_REMOTE_KEY("", "Key that the remote server wants; shown to nobody else"),
  STENO_REMOTE_MODEL("whisper-1", "Model that the remote server is asked for"),
  STENO_REMOTE_REQUESTS("4", "How many requests the remote server gets at once, 1 to 16"),
  STENO_REMOTE_SECONDS("300", "Time after which a request to the remote server fails, in seconds"),
  STENO_WHISPER_THREADS(
      "auto",
      "Threads of one Whisper worker, 1 to 64; `auto`: the processors divided by `STENO_WORKERS`"),
  STENO_WHISPER_BEAMS(
      "5", "Beginnings of a sentence that Whisper follows at once, 1 to 8; fewer are faster"),
  STENO_WHISPER_LIBRARY(
      "",
      "Path of a whisper.cpp 1.7.1 library to use instead of the one in the WAR, which has none for"
          + " Windows"),
  STENO_WHISPER_GPU(
      "false", "`true`: the library of `STENO_WHISPER_LIBRARY` may use a graphics card"),
  STENO_DECODER_MEMORY("1g", "Resident memory at which the decoding of a recording is ended"),
  STENO_DECODER_SECONDS(
      "3600", "Time after which the decoding of a recording is ended, in seconds"),
  STENO_HEARTBEAT_SECONDS("30", "Time between two heartbeats on a socket, in seconds"),
  STENO_SEND_SECONDS("20", "Time after which a socket that takes no data is closed, in seconds"),
  STENO_OUTBOX_MESSAGES("500", "Messages that may wait for one slow socket before it is closed"),
  STENO_OUTBOX_BYTES("1m", "Bytes that may wait for one slow socket before it is closed"),
  STENO_SOCKETS("20000", "How many sockets may be open at once"),
  STENO_SOCKETS_PER_TASK("10000", "How many sockets may watch one task at once"),
  STENO_SOCKETS_PER_ADDRESS(
      "5000",
      "How many sockets may be open at once from one address; behind a proxy all come from its"
          + " own");

  private final String defaultValue;
  private final String meaning;

  Setting(String defaultValue, String meaning) {
    this.defaultValue = defaultValue;
    this.meaning = meaning;
  }

  /** The value where nobody set another; empty where there is none. */
  public String defaultValue() {
    return defaultValue;
  }

  /** What it does, one sentence without a full stop. */
  public String meaning() {
    return meaning;
  }
}
