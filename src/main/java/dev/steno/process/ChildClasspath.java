package dev.steno.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What child JVMs run: the classes of the WAR and those of its jars that children need, unpacked to
 * the data folder, since some servers never explode a WAR. The folder is named after the content,
 * so that it is written once and never changed; folders of other versions are removed.
 */
public final class ChildClasspath {

  private static final Logger LOG = System.getLogger(ChildClasspath.class.getName());
  private static final String CLASSES = "/WEB-INF/classes/";
  private static final String LIBRARIES = "/WEB-INF/lib/";

  /** The part of a servlet context that is needed here. */
  public interface War {
    /** The paths directly below a folder of the WAR; folders end in a slash. */
    @Nullable Set<String> list(String folder);

    /** A file of the WAR. */
    @Nullable InputStream open(String path);
  }

  private final War war;
  private final Path folder;

  /**
   * A classpath to be unpacked.
   *
   * @param war where the files come from
   * @param folder where they go; made where it is missing, used for nothing else
   */
  public ChildClasspath(War war, Path folder) {
    this.war = war;
    this.folder = folder;
  }

  /**
   * Unpacks what is not there yet.
   *
   * @param jarPrefixes which jars: those whose file name begins with one of these
   * @return the folders and jars for {@link ChildJvm}
   */
  public List<Path> unpack(List<String> jarPrefixes) throws IOException {
    Set<String> files = new TreeSet<>();
    collect(CLASSES, files);
    for (String jar : children(LIBRARIES)) {
      String name = jar.substring(LIBRARIES.length());
      if (jarPrefixes.stream().anyMatch(name::startsWith)) {
        files.add(jar);
      }
    }
    Path home = folder.resolve(digest(files));
    if (!Files.isDirectory(home)) {
      write(files, home);
    }
    removeOthers(home);
    return classpath(files, home);
  }

  private void collect(String below, Set<String> files) {
    for (String path : children(below)) {
      if (path.endsWith("/")) {
        collect(path, files);
      } else {
        files.add(path);
      }
    }
  }

  private Set<String> children(String below) {
    Set<String> paths = war.list(below);
    return paths == null ? Set.of() : paths;
  }

  private String digest(Set<String> files) throws IOException {
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
    try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
      for (String file : files) {
        sink.write(file.getBytes(StandardCharsets.UTF_8));
        try (InputStream content = content(file)) {
          content.transferTo(sink);
        }
      }
    }
    return HexFormat.of().formatHex(sha256.digest(), 0, 8);
  }

  private void write(Set<String> files, Path home) throws IOException {
    Files.createDirectories(folder);
    Path unfinished = Files.createTempDirectory(folder, "unfinished-");
    for (String file : files) {
      Path target = unfinished.resolve(file.substring(1));
      Files.createDirectories(target.getParent());
      try (InputStream content = content(file)) {
        Files.copy(content, target);
      }
    }
    Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
  }

  private InputStream content(String file) throws IOException {
    InputStream content = war.open(file);
    if (content == null) {
      throw new IOException("the WAR lists " + file + " but does not open it");
    }
    return content;
  }

  private void removeOthers(Path home) {
    try (Stream<Path> others = Files.list(folder)) {
      for (Path other : others.filter(path -> !path.equals(home)).toList()) {
        deleteTree(other);
      }
    } catch (IOException inUse) {
      // Windows keeps libraries that a process has loaded; the next start removes them.
      LOG.log(Level.WARNING, "an older unpacked version could not be removed yet", inUse);
    }
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static List<Path> classpath(Set<String> files, Path home) {
    List<Path> classpath = new ArrayList<>();
    classpath.add(home.resolve(CLASSES.substring(1)));
    files.stream()
        .filter(file -> file.startsWith(LIBRARIES))
        .map(file -> home.resolve(file.substring(1)))
        .forEach(classpath::add);
    return classpath;
  }
}
