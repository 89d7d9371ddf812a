package dev.steno.engine.remote;

import dev.steno.audio.ChunkLengths;
import dev.steno.audio.PcmAudio;
import dev.steno.engine.EngineDescription;
import dev.steno.engine.RecognitionListener;
import dev.steno.engine.RecognitionOptions;
import dev.steno.engine.SpeechRecognizer;
import dev.steno.engine.Utterance;
import dev.steno.engine.WhisperLanguages;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An engine on another server. A chunk is one request. Of its progress nothing is known while the
 * other server works (bytes that were sent are not speech that was recognised), so all of it is
 * told at the end.
 */
public final class RemoteRecognizer implements SpeechRecognizer, AutoCloseable {

  private static final Logger LOG = System.getLogger(RemoteRecognizer.class.getName());

  /** 50 ms: nothing can be said in less. */
  private static final int LEAST_SAMPLES = PcmAudio.SAMPLE_RATE / 20;

  private final RemoteServer server;
  private final EngineDescription description;
  private final Refusals refusals;
  private final RemoteApi api;

  /** What the server was seen to give, where that is less than the most. */
  private final Map<Endpoint, Detail> details = new ConcurrentHashMap<>();

  /** An engine on that server; nothing is sent yet. */
  public RemoteRecognizer(RemoteServer server, Clock clock) {
    this(server, Patience.USUAL, clock);
  }

  RemoteRecognizer(RemoteServer server, Patience patience, Clock clock) {
    this.server = server;
    this.refusals = new Refusals(server);
    this.api = new RemoteApi(server, patience, clock);
    this.description =
        new EngineDescription(
            "remote",
            server.model(),
            WhisperLanguages.all(),
            true,
            false,
            "Recognised on another server, which your administrator chose.");
  }

  @Override
  public EngineDescription description() {
    return description;
  }

  /** As for Whisper, which is behind nearly all of these servers. */
  @Override
  public ChunkLengths chunkLengths() {
    return ChunkLengths.WINDOW;
  }

  @Override
  public int concurrency() {
    return server.requests();
  }

  /**
   * {@inheritDoc}
   *
   * @throws ProblemException with {@code ENGINE_UNAVAILABLE}, too, where the server cannot be
   *     reached, is too busy or refuses the key, or this is closed
   */
  @Override
  public List<Utterance> recognize(
      short[] samples, RecognitionOptions options, RecognitionListener listener) {
    requireLanguage(options.language());
    long chunkMillis = PcmAudio.toMillis(samples.length);
    boolean spaces = options.translate() || WhisperLanguages.hasSpaces(options.language());
    List<Utterance> utterances =
        samples.length < LEAST_SAMPLES
            ? List.of()
            : Utterances.of(heard(question(samples, options), listener), chunkMillis, spaces);
    if (chunkMillis > 0) {
      listener.recognized(chunkMillis);
    }
    return utterances;
  }

  /**
   * {@inheritDoc}
   *
   * @throws ProblemException with {@code ENGINE_UNAVAILABLE}, too, as {@link #recognize} does; with
   *     {@code LANGUAGE_UNSUPPORTED} where the server does not say what is spoken
   */
  @Override
  public String detectLanguage(short[] samples, RecognitionListener listener) {
    String name =
        heard(new Question(Endpoint.TRANSCRIPTIONS, samples, null, null), listener).language();
    return SpokenLanguage.code(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    ErrorCode.LANGUAGE_UNSUPPORTED,
                    "The remote server does not say which language is spoken. Choose the language"
                        + " of the recording."));
  }

  /** Ends every request; who waits for one gets a problem with {@code ENGINE_UNAVAILABLE}. */
  @Override
  public void close() {
    api.close();
  }

  private static Question question(short[] samples, RecognitionOptions options) {
    return new Question(
        options.translate() ? Endpoint.TRANSLATIONS : Endpoint.TRANSCRIPTIONS,
        samples,
        options.language(),
        options.prompt());
  }

  private Heard heard(Question question, RecognitionListener listener) {
    try {
      return read(answered(question, listener));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the server stops this work");
    }
  }

  /** Asks for less where that much is refused, and from then on for no more than was given. */
  private RemoteAnswer answered(Question question, RecognitionListener listener)
      throws InterruptedException {
    Endpoint endpoint = question.endpoint();
    Detail asked = details.getOrDefault(endpoint, endpoint.most());
    RemoteAnswer answer = asked(question, asked, listener);
    while (asked.isRefusedBy(answer)) {
      asked = asked.less();
      LOG.log(Level.INFO, "the remote server refuses what it is asked for; now {0}", asked);
      answer = asked(question, asked, listener);
      if (answer.isSuccess()) {
        details.put(endpoint, asked);
      }
    }
    return answer;
  }

  private RemoteAnswer asked(Question question, Detail detail, RecognitionListener listener)
      throws InterruptedException {
    return api.post(
        question.endpoint(), question.form(server.model(), detail), listener::cancelled);
  }

  private Heard read(RemoteAnswer answer) {
    if (!answer.isSuccess()) {
      throw refusals.of(answer);
    }
    if (answer.isTooLong()) {
      throw refusals.unreadable("the answer is too long");
    }
    try {
      return AnswerReader.read(answer.body());
    } catch (UnreadableAnswerException unreadable) {
      throw refusals.unreadable(String.valueOf(unreadable.getMessage()));
    }
  }

  private void requireLanguage(String language) {
    if (!description.languages().contains(language)) {
      throw new ProblemException(
          ErrorCode.LANGUAGE_UNSUPPORTED,
          "The engine remote does not know the language "
              + language
              + ". It knows: "
              + String.join(", ", description.languages())
              + ".");
    }
  }

  @Override
  public String toString() {
    return "the remote engine at " + server;
  }
}
