package dev.steno.rest;

import org.jspecify.annotations.Nullable;

/**
 * What somebody calls a file, made fit to be shown. It never becomes a path: files on the server
 * are named after their task.
 */
final class FileNames {

  private static final int LONGEST = 255;

  private FileNames() {}

  /** The last part of a path, without control characters, at most 255 characters. */
  static String cleaned(@Nullable String name) {
    String text = name == null ? "" : name;
    String last = text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1);
    String shown = last.replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip();
    if (shown.isEmpty()) {
      return "recording";
    }
    if (shown.length() <= LONGEST) {
      return shown;
    }
    int from = shown.length() - LONGEST;
    return shown.substring(Character.isLowSurrogate(shown.charAt(from)) ? from + 1 : from);
  }
}
