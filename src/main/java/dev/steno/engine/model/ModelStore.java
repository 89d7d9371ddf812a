package dev.steno.engine.model;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The models that are here: those that were installed, and those that somebody put into the folder,
 * with or without a restart. Safe for use by many threads.
 */
public final class ModelStore {

  private final ModelFolder folder;
  private final ModelUse use;

  /**
   * A store.
   *
   * @param folder where the files lie; it need not exist yet
   * @param use asked before a model is deleted
   */
  public ModelStore(Path folder, ModelUse use) {
    this.folder = new ModelFolder(folder);
    this.use = use;
  }

  /** Every model that is here, the damaged ones too, by name. */
  public List<StoredModel> all() {
    // Where a model is here twice: the sound one, else the one that is named as it is published.
    BinaryOperator<StoredModel> better =
        (one, other) -> preference(one) <= preference(other) ? one : other;
    Map<String, StoredModel> byName =
        files().stream()
            .collect(
                Collectors.toMap(StoredModel::name, Function.identity(), better, TreeMap::new));
    return List.copyOf(byName.values());
  }

  /**
   * Every model that can be used, the best for a language first. Of two twins the English one is
   * better at English. Those that do not know the language come last; so do, where nobody knows
   * which it is, those that know English only.
   *
   * @param language ISO 639-1 code, or {@code null} where it is not known
   */
  public List<InstalledModel> bestFirst(@Nullable String language) {
    Comparator<InstalledModel> order =
        Comparator.comparing((InstalledModel model) -> !isMeantFor(model, language))
            .thenComparing(InstalledModel::quality, Comparator.reverseOrder())
            .thenComparing(InstalledModel::multilingual)
            .thenComparing(InstalledModel::name);
    return all().stream()
        .filter(InstalledModel.class::isInstance)
        .map(InstalledModel.class::cast)
        .sorted(order)
        .toList();
  }

  private static boolean isMeantFor(InstalledModel model, @Nullable String language) {
    return language == null ? model.multilingual() : model.languages().contains(language);
  }

  /**
   * The best model for a language. Where nobody knows the language, an English model is better than
   * none.
   *
   * @param language ISO 639-1 code, or {@code null} where it is not known
   * @return empty where no model that is here knows the language
   */
  public Optional<InstalledModel> best(@Nullable String language) {
    return bestFirst(language).stream()
        .findFirst()
        .filter(best -> language == null || isMeantFor(best, language));
  }

  /** The model of that name, damaged or not; empty where it is not here. */
  public Optional<StoredModel> find(String name) {
    return all().stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /**
   * The model of that name, checked.
   *
   * @throws ProblemException with {@code MODEL_UNAVAILABLE} where it is damaged or not here
   */
  public InstalledModel require(String name) {
    StoredModel stored =
        find(name)
            .orElseThrow(
                () ->
                    new ProblemException(
                        ErrorCode.MODEL_UNAVAILABLE,
                        "The model " + name + " is not here. Install it, or choose one that is."));
    if (stored instanceof DamagedModel damaged) {
      throw new ProblemException(
          ErrorCode.MODEL_UNAVAILABLE,
          "The model " + name + " cannot be used. " + damaged.problem().userMessage(),
          damaged.problem().technicalDetail(),
          damaged.problem());
    }
    return (InstalledModel) stored;
  }

  /** Whether a task needs the model of that name. */
  public boolean inUse(String name) {
    return use.inUse(name);
  }

  /**
   * Removes every file of a model; does nothing where there is none.
   *
   * @throws ProblemException with {@code CONFLICT} while it is in use
   */
  public void delete(String name) {
    List<StoredModel> files = files().stream().filter(file -> file.name().equals(name)).toList();
    if (!files.isEmpty() && inUse(name)) {
      throw new ProblemException(
          ErrorCode.CONFLICT,
          "The model "
              + name
              + " is in use by a task that runs or waits. Wait for the task, or cancel it.");
    }
    try {
      for (StoredModel file : files) {
        Files.deleteIfExists(file.path());
      }
    } catch (IOException refused) {
      throw new UncheckedIOException("a model could not be deleted", refused);
    }
  }

  /** Where the files lie. */
  Path folder() {
    return folder.path();
  }

  private List<StoredModel> files() {
    try {
      return folder.models();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the folder of the models cannot be read", unreadable);
    }
  }

  private static int preference(StoredModel model) {
    boolean published = model.path().endsWith(ModelName.publishedFile(model.name()));
    return (model instanceof InstalledModel ? 0 : 2) + (published ? 0 : 1);
  }
}
