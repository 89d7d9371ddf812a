package dev.steno.engine.model;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Brings models from a hub into the folder: fetched, compared with what was published, looked into,
 * and only then, in one step, under the name by which the {@link ModelStore} finds them.
 */
public final class ModelDelivery {

  private final ModelStore store;
  private final ModelHub hub;
  private final FreeSpace space;

  /**
   * The way from a hub to a store.
   *
   * @param space what may be used of the disk of the store
   */
  public ModelDelivery(ModelStore store, ModelHub hub, FreeSpace space) {
    this.store = store;
    this.hub = hub;
    this.space = space;
  }

  /** Where models are brought to. */
  ModelStore store() {
    return store;
  }

  /**
   * Brings one model, unless it is there already.
   *
   * @throws ProblemException where the hub, the network or the file is at fault, or the disk is
   *     full
   * @throws IOException where the folder cannot be used
   * @throws java.util.concurrent.CancellationException where it was told to stop; what has come is
   *     kept
   */
  void bring(Installation installation) throws IOException {
    KnownModel model = installation.model();
    if (store.find(model.name()).filter(InstalledModel.class::isInstance).isPresent()) {
      return;
    }
    Path arriving = arriving(model);
    Files.createDirectories(store.folder());
    try (PartFile part =
        PartFile.open(arriving, model.checksum(), model.mostBytes(), installation.stop())) {
      new Download(model, hub, space, installation.stop(), installation).into(part);
      lookInto(part, model);
      installation.stop().check();
      part.moveTo(store.folder().resolve(model.fileName()));
    }
  }

  /** Removes what has come of a model that is not being brought now. */
  void forget(KnownModel model) throws IOException {
    Files.deleteIfExists(arriving(model));
  }

  private Path arriving(KnownModel model) {
    return store.folder().resolve(ModelName.arrivingFile(model.name()));
  }

  private static void lookInto(PartFile part, KnownModel model) throws IOException {
    try {
      ModelFile.read(part.path());
    } catch (ProblemException unusable) {
      part.delete();
      throw new ProblemException(
          ErrorCode.MODEL_UNAVAILABLE,
          "The model "
              + model.name()
              + " came as it was published, but this server cannot use it. Choose another one.",
          unusable.technicalDetail(),
          unusable);
    }
  }
}
