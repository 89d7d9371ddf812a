package dev.steno.engine.sphinx;

import dev.steno.engine.worker.EngineLoader;
import dev.steno.engine.worker.LoadedEngine;
import edu.cmu.sphinx.frontend.FrontEnd;
import edu.cmu.sphinx.frontend.util.StreamDataSource;
import edu.cmu.sphinx.recognizer.Recognizer;
import edu.cmu.sphinx.util.props.ConfigurationManager;
import edu.cmu.sphinx.util.props.ConfigurationManagerUtils;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Sets CMU Sphinx up and loads its US-English model, which takes some seconds. Starts from the
 * library's own {@code default.config.xml} and changes what measurements showed to matter: a front
 * end without end-pointer (which loses whole utterances), the mean of a whole chunk instead of a
 * running one, and the beams below (29 % wrong words at two thirds of real time, where narrower
 * ones had 35 % and the default was 8 times slower).
 */
public final class SphinxLoader implements EngineLoader {

  private static final String DEFAULTS = "resource:/edu/cmu/sphinx/api/default.config.xml";
  private static final String MODELS = "resource:/edu/cmu/sphinx/models/en-us/";

  private static final Map<String, String> MEASURED =
      Map.of(
          "absoluteBeamWidth", "6000",
          "relativeBeamWidth", "1e-60",
          "absoluteWordBeamWidth", "100",
          "relativeWordBeamWidth", "1e-35",
          "languageWeight", "9.5");

  private static final Map<String, String> COMPONENTS =
      Map.of(
          "acousticModelLoader->location",
          MODELS + "en-us",
          "acousticModelLoader->topGaussiansNum",
          "8",
          "dictionary->dictionaryPath",
          MODELS + "cmudict-en-us.dict",
          "dictionary->fillerPath",
          MODELS + "en-us/noisedict",
          "trieNgramModel->location",
          MODELS + "en-us.lm.bin",
          "lexTreeLinguist->languageModel",
          "trieNgramModel",
          "dataSource->sampleRate",
          "16000",
          "wordPruningLookaheadSearchManager->scorer",
          "progressScorer");

  /**
   * Without {@code speechClassifier} and {@code speechMarker}; {@code batchCMN} for the live one.
   */
  private static final List<String> FRONT_END =
      List.of(
          "dataSource",
          "dataBlocker",
          "preemphasizer",
          "windower",
          "fft",
          "autoCepstrum",
          "batchCMN",
          "featureExtraction",
          "featureTransform");

  @Override
  public LoadedEngine load(List<String> arguments) throws IOException {
    // Where this is set the library takes logging for configured, which the worker has done, and
    // does not add handlers of its own that print a hundred lines. Nobody reads it again.
    System.setProperty("java.util.logging.config.class", SphinxLoader.class.getName());
    ConfigurationManager configuration =
        new ConfigurationManager(ConfigurationManagerUtils.resourceToURL(DEFAULTS));
    MEASURED.forEach(configuration::setGlobalProperty);
    configuration.addConfigurable(FrontEnd.class, "chunkFrontEnd", Map.of("pipeline", FRONT_END));
    configuration.addConfigurable(
        ProgressScorer.class, "progressScorer", Map.of("frontend", "chunkFrontEnd"));
    // The default one prints its speed and memory after every chunk.
    configuration.addConfigurable(
        Recognizer.class, "chunkRecognizer", Map.of("decoder", "decoder", "monitors", List.of()));
    COMPONENTS.forEach(
        (key, value) -> ConfigurationManagerUtils.setProperty(configuration, key, value));

    Recognizer recognizer = configuration.lookup("chunkRecognizer");
    ProgressScorer scorer = configuration.lookup("progressScorer");
    StreamDataSource source = configuration.lookup("dataSource");
    recognizer.allocate();
    return new SphinxEngine(recognizer, scorer, source);
  }
}
