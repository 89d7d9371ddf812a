package dev.steno.engine.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much may still be stored. */
@FunctionalInterface
public interface FreeSpace {

  /** Asks the file system. */
  FreeSpace OF_THE_DISK = folder -> Files.getFileStore(folder).getUsableSpace();

  /** Bytes that may still be stored in a folder. */
  long usableBytes(Path folder) throws IOException;
}
