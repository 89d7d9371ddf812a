package dev.steno.engine.model;

import dev.steno.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything there is to say about a model at one moment.
 *
 * @param name of the model
 * @param known its publication; empty where only somebody's own file is here
 * @param stored its file; empty where there is none
 * @param progress how far its installation is; empty where it is not being installed
 * @param problem why the newest installation failed, or what is wrong with its file
 * @param inUse whether a task needs it
 * @param recommended whether it is the one for those who do not want to choose
 */
public record ModelState(
    String name,
    Optional<KnownModel> known,
    Optional<StoredModel> stored,
    Optional<InstallationProgress> progress,
    Optional<ProblemException> problem,
    boolean inUse,
    boolean recommended) {

  /** Whether it can be used. */
  public ModelStatus status() {
    if (stored.filter(InstalledModel.class::isInstance).isPresent()) {
      return ModelStatus.INSTALLED;
    }
    if (progress.isPresent()) {
      return ModelStatus.INSTALLING;
    }
    return stored.isPresent() ? ModelStatus.DAMAGED : ModelStatus.ABSENT;
  }

  /** How large its file is, if not exactly then about, in bytes; empty where nobody knows. */
  public OptionalLong bytes() {
    if (stored.isPresent() && status() == ModelStatus.INSTALLED) {
      return OptionalLong.of(stored.get().bytes());
    }
    return known.map(model -> OptionalLong.of(model.bytes())).orElse(OptionalLong.empty());
  }

  /** ISO 639-1 codes of the languages it knows; none where nobody knows. */
  public List<String> languages() {
    return stored.orElse(null) instanceof InstalledModel installed
        ? installed.languages()
        : known.map(KnownModel::languages).orElse(List.of());
  }
}
