package dev.steno.task;

import dev.steno.audio.DecodedMedia;
import java.util.Map;

/**
 * Media types of our own list by what the decoder found inside a recording; what an uploader calls
 * a file decides nothing.
 */
final class MediaTypes {

  private static final Map<String, String> BY_FORMAT =
      Map.ofEntries(
          Map.entry("aac", "audio/aac"),
          Map.entry("amr", "audio/amr"),
          Map.entry("aiff", "audio/aiff"),
          Map.entry("asf", "audio/x-ms-wma"),
          Map.entry("au", "audio/basic"),
          Map.entry("avi", "video/x-msvideo"),
          Map.entry("caf", "audio/x-caf"),
          Map.entry("flac", "audio/flac"),
          Map.entry("matroska", "video/webm"),
          Map.entry("mov", "video/mp4"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("mpeg", "video/mpeg"),
          Map.entry("mpegts", "video/mp2t"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("wav", "audio/wav"));

  private MediaTypes() {}

  /** The media type, or {@code application/octet-stream} for a format that is not in the list. */
  static String of(DecodedMedia media) {
    // FFmpeg names a family of formats at once, for example "mov,mp4,m4a,3gp,3g2,mj2".
    String format = media.format().split(",", 2)[0];
    return BY_FORMAT.getOrDefault(format, "application/octet-stream");
  }
}
