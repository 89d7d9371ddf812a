package dev.steno.engine.model;

import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files in the folder of the models. It is read anew whenever somebody asks, so files may come
 * and go as they like; a file itself is read again only when its size or time has changed.
 */
final class ModelFolder {

  private static final Logger LOG = System.getLogger(ModelFolder.class.getName());

  private final Path folder;
  private final Map<Path, Checked> checked = new HashMap<>();
  private final Set<Path> warnedOf = new HashSet<>();

  /** What was found in a file when it had this size and time. */
  private record Checked(long bytes, FileTime modified, StoredModel model) {

    boolean isOf(BasicFileAttributes now) {
      return bytes == now.size() && modified.equals(now.lastModifiedTime());
    }
  }

  ModelFolder(Path folder) {
    this.folder = folder;
  }

  /** Where it is. */
  Path path() {
    return folder;
  }

  /** Every file that is named like a model, in no order; empty where the folder is missing. */
  synchronized List<StoredModel> models() throws IOException {
    List<StoredModel> models = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.bin")) {
        for (Path file : files) {
          seen.add(file);
          Optional<String> name = ModelName.ofFile(file.getFileName().toString());
          if (name.isPresent()) {
            look(name.get(), file).ifPresent(models::add);
          } else {
            warnOnce(
                file,
                "call it ggml-NAME.bin, with lower-case letters, digits, dots, underscores and"
                    + " hyphens in the name",
                null);
          }
        }
      } catch (DirectoryIteratorException broken) {
        throw broken.getCause();
      }
    }
    checked.keySet().retainAll(seen);
    warnedOf.retainAll(seen);
    return models;
  }

  private Optional<StoredModel> look(String name, Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        return Optional.empty();
      }
      if (!file.toRealPath().startsWith(folder.toRealPath())) {
        return Optional.of(
            unusable(
                name,
                file,
                "is a link that leads out of the folder of the models. Put the file itself there.",
                null));
      }
      Checked before = checked.get(file);
      if (before != null && before.isOf(attributes)) {
        return Optional.of(before.model);
      }
      StoredModel model = read(name, file, attributes.size());
      checked.put(file, new Checked(attributes.size(), attributes.lastModifiedTime(), model));
      return Optional.of(model);
    } catch (NoSuchFileException vanished) {
      return Optional.empty();
    } catch (IOException unreadable) {
      // Not remembered: permissions change without the file's time changing.
      return Optional.of(
          unusable(name, file, "cannot be read. Check who may read it.", unreadable));
    }
  }

  private StoredModel read(String name, Path file, long bytes) throws IOException {
    try {
      return new InstalledModel(name, file, ModelFile.read(file));
    } catch (ProblemException damaged) {
      warnOnce(file, damaged.userMessage(), damaged);
      return new DamagedModel(name, file, bytes, damaged);
    }
  }

  private DamagedModel unusable(
      String name, Path file, String reason, @Nullable IOException unreadable) {
    String message = "The file of the model " + name + " " + reason;
    warnOnce(file, message, unreadable);
    return new DamagedModel(
        name,
        file,
        0,
        new ProblemException(
            ErrorCode.MODEL_UNAVAILABLE,
            message,
            unreadable == null ? null : unreadable.getClass().getSimpleName(),
            unreadable));
  }

  /** Once only: the folder is read often, and every time while a large file is being copied. */
  private void warnOnce(Path file, String reason, @Nullable Exception cause) {
    if (warnedOf.add(file)) {
      LOG.log(Level.WARNING, "the model file " + file + " is not used: " + reason, cause);
    }
  }
}
