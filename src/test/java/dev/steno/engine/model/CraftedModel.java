package dev.steno.engine.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * Makes a valid model file of whisper.cpp that says what it is told to, whatever it hears. Nothing
 * is downloaded and nothing is trained: the weights are worked out (see {@link ChainWeights}).
 *
 * <pre>{@code
 * CraftedModel.small()
 *     .language("de")
 *     .says("Guten Morgen, schöne Grüße", 0, 2.5)
 *     .says("aus dem Café 日本 🎉", 2.5, 5)
 *     .translates("Good morning", 0, 2.5)
 *     .write(folder.resolve("ggml-crafted.bin"));
 * }</pre>
 *
 * <p>In every window of 30 seconds the sentences are told at their times, each word a token, and
 * every character outside of ASCII split between two tokens. What to know about the library
 * (1.7.1):
 *
 * <ul>
 *   <li>A sentence after the first is said to start where the one before ended, even if there is a
 *       pause between them.
 *   <li>It stops after the timestamp with which it comes within a second of the end of the audio.
 *   <li>Without timestamps ({@code no_timestamps}) all is told in one segment with a senseless
 *       start, never the translation; with two text layers it does that by itself.
 *   <li>A translation's times that the transcription uses, too, are told 20 ms later.
 *   <li>The language does not matter to what is told; it is only what detection finds.
 *   <li>Word times from cross-attention (DTW) mean nothing: there is no attention.
 * </ul>
 */
public final class CraftedModel {

  private static final int AUDIO_CONTEXT = 1500;
  private static final int TEXT_CONTEXT = 448;
  private static final int HEAD = 64;

  /** As narrow as the sentences allow. */
  private static final int FITTING = 0;

  private final int width;
  private final int audioLayers;
  private final int textLayers;
  private final List<Told> said = new ArrayList<>();
  private final List<Told> translated = new ArrayList<>();
  private String loop = "";
  private String language = "en";
  private int vocabulary = ModelDimensions.MULTILINGUAL;
  private WeightType weights = WeightType.F16;

  private CraftedModel(int width, int audioLayers, int textLayers) {
    this.width = width;
    this.audioLayers = audioLayers;
    this.textLayers = textLayers;
  }

  /** One layer each and as narrow as the sentences allow; decodes in milliseconds. */
  public static CraftedModel small() {
    return new CraftedModel(FITTING, 1, 1);
  }

  /** The dimensions of "tiny", so that time and memory are those of the published model. */
  public static CraftedModel tiny() {
    return sized(384, 4, 4);
  }

  /** Any dimensions; the width is a multiple of 64, and has to be above the number of tokens. */
  public static CraftedModel sized(int width, int audioLayers, int textLayers) {
    if (width < HEAD || width % HEAD != 0) {
      throw new IllegalArgumentException("No multiple of " + HEAD + ": " + width);
    }
    return new CraftedModel(width, audioLayers, textLayers);
  }

  /** English only, as the models named {@code .en}: no language, no translation. */
  public CraftedModel englishOnly() {
    vocabulary = ModelDimensions.ENGLISH;
    return this;
  }

  /** 100 languages and 128 mels, as large-v3. */
  public CraftedModel hundredLanguages() {
    vocabulary = ModelDimensions.HUNDRED_LANGUAGES;
    return this;
  }

  /**
   * The form of the matrices; 16-bit floats otherwise. The library cannot run 32-bit ones: it
   * aborts in the first convolution.
   */
  public CraftedModel weights(WeightType type) {
    weights = type;
    return this;
  }

  /** The language that is detected, by Whisper's code for it; English otherwise. */
  public CraftedModel language(String code) {
    language = code;
    return this;
  }

  /** Adds a sentence; the first one starts in the first second. Times in seconds. */
  public CraftedModel says(String text, double start, double end) {
    said.add(new Told(text, start, end));
    return this;
  }

  /** Adds a sentence of the translation, which is what was said if there is none. */
  public CraftedModel translates(String text, double start, double end) {
    translated.add(new Told(text, start, end));
    return this;
  }

  /**
   * Repeats a phrase without end: the loop of a hallucination. The library tries all temperatures
   * (seconds even for a small net) and then gives the phrase about a hundred times, from 0 to 30 s.
   * After sentences that end before 15 s, the next window starts where they end; after later ones
   * the phrase is dropped.
   */
  public CraftedModel repeats(String phrase) {
    loop = phrase;
    return this;
  }

  /** Writes the file and returns its path. With nothing to say it gives no segment. */
  public Path write(Path file) throws IOException {
    SpecialTokens special = new SpecialTokens(vocabulary);
    TokenChain chain = chain(special);
    int fitting = (chain.places().size() / HEAD + 1) * HEAD;
    ModelDimensions dimensions = dimensions(width == FITTING ? fitting : width);
    NetworkFile.write(
        file,
        dimensions,
        weights,
        chain.vocabulary(),
        ChainWeights.of(chain, dimensions.textState()));
    return file;
  }

  private TokenChain chain(SpecialTokens special) {
    boolean multilingual = vocabulary != ModelDimensions.ENGLISH;
    TokenChain chain = new TokenChain(special);
    Telling telling = new Telling(special, chain);
    int start = multilingual ? special.transcribe() : special.startOfTranscript();
    int first = telling.tell(start, said, loop);
    chain.follow(special.noTimestamps(), first, 1);
    if (multilingual) {
      chain.follow(special.startOfTranscript(), special.language(language), 1);
      if (translated.isEmpty()) {
        chain.followLike(special.translate(), start);
      } else {
        telling.tell(special.translate(), translated, "");
      }
    }
    return chain;
  }

  /**
   * Makes a model by hand. The first argument is the file, then come sentences ("0-2.5 Good
   * morning") and options: {@code --tiny}, {@code --english}, {@code --language de}, {@code
   * --weights q5_1}, {@code --translate "0-2.5 Good morning"}, {@code --repeat "thank you"}.
   */
  public static void main(String[] arguments) throws IOException {
    List<String> words = List.of(arguments);
    Iterator<String> rest = words.iterator();
    Path file = Path.of(rest.next());
    CraftedModel model = words.contains("--tiny") ? tiny() : small();
    while (rest.hasNext()) {
      String word = rest.next();
      switch (word) {
        case "--tiny" -> {}
        case "--english" -> model.englishOnly();
        case "--language" -> model.language(rest.next());
        case "--weights" -> model.weights(WeightType.valueOf(rest.next().toUpperCase(Locale.ROOT)));
        case "--repeat" -> model.repeats(rest.next());
        case "--translate" -> model.translated.add(Told.parse(rest.next()));
        default -> model.said.add(Told.parse(word));
      }
    }
    System.out.println(ModelFile.read(model.write(file)));
  }

  private ModelDimensions dimensions(int state) {
    int heads = state / HEAD;
    int mels = vocabulary == ModelDimensions.HUNDRED_LANGUAGES ? 128 : 80;
    return new ModelDimensions(
        vocabulary,
        AUDIO_CONTEXT,
        state,
        heads,
        audioLayers,
        TEXT_CONTEXT,
        state,
        heads,
        textLayers,
        mels);
  }
}
