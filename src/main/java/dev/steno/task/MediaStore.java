package dev.steno.task;

import dev.steno.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The files of the tasks. Folders are named after the task's id, never after what somebody called a
 * file; each recording lies alone in its folder, so that a decoder led astray finds no neighbour.
 */
@ApplicationScoped
public class MediaStore {

  private static final String RECORDING = "recording";
  private static final String UNFINISHED = "recording.unfinished";

  @Inject Settings settings;

  /** Where a recording lies once it has arrived. */
  public Path recording(String taskId) {
    return folder(settings.media(), taskId).resolve(RECORDING);
  }

  /** Where a recording lies while it arrives; its folder is made. */
  public Path arriving(String taskId) throws IOException {
    Path folder = folder(settings.media(), taskId);
    Files.createDirectories(folder);
    return folder.resolve(UNFINISHED);
  }

  /** A recording has arrived whole. */
  public void arrived(String taskId) throws IOException {
    Files.move(arriving(taskId), recording(taskId));
  }

  /** Where an attempt may put what it needs only while it runs; its folder is made. */
  Path scratch(String taskId) throws IOException {
    Path folder = folder(scratchFolder(), taskId);
    Files.createDirectories(folder);
    return folder;
  }

  /** Removes what an attempt left. */
  void removeScratch(String taskId) throws IOException {
    removeTree(folder(scratchFolder(), taskId));
  }

  /** Removes every file of a task. */
  public void remove(String taskId) throws IOException {
    removeScratch(taskId);
    removeTree(folder(settings.media(), taskId));
  }

  /** The ids of the tasks that have files here. */
  Set<String> owners() throws IOException {
    Set<String> owners = new TreeSet<>();
    for (Path parent : List.of(settings.media(), scratchFolder())) {
      if (Files.isDirectory(parent)) {
        try (Stream<Path> folders = Files.list(parent)) {
          folders.map(folder -> folder.getFileName().toString()).forEach(owners::add);
        }
      }
    }
    owners.removeIf(name -> !isTaskId(name));
    return owners;
  }

  /** How many bytes may still be stored where the recordings lie. */
  public long usableBytes() throws IOException {
    Files.createDirectories(settings.media());
    return Files.getFileStore(settings.media()).getUsableSpace();
  }

  private Path scratchFolder() {
    return settings.home().resolve("work");
  }

  /** An id that is none of ours must never become a path. */
  private static Path folder(Path parent, String taskId) {
    if (!isTaskId(taskId)) {
      throw new IllegalArgumentException("not the id of a task");
    }
    return parent.resolve(taskId);
  }

  private static boolean isTaskId(String text) {
    try {
      return UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException other) {
      return false;
    }
  }

  private static void removeTree(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException alreadyGone) {
      // Removed twice at once, or never there: either way it is not there now.
      return;
    }
  }
}
