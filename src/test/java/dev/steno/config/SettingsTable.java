package dev.steno.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the table of the settings in {@code README.md}: it stands between two comments. Run it in
 * the folder of the project to write the table there; without a README it is printed.
 */
public final class SettingsTable {

  static final Path README = Path.of("README.md");

  private static final String BEGIN = "<!-- settings -->";
  private static final String END = "<!-- /settings -->";

  private SettingsTable() {}

  /** Writes the table into the README, or prints it where there is none. */
  public static void main(String[] arguments) throws IOException {
    if (Files.exists(README)) {
      Files.writeString(README, replaced(Files.readString(README)));
    } else {
      System.out.print(markdown());
    }
  }

  /** The table, with a line break after every row. */
  static String markdown() {
    StringBuilder table = new StringBuilder("| Setting | Default | Meaning |\n|---|---|---|\n");
    for (Setting setting : Setting.values()) {
      String value = setting.defaultValue();
      table
          .append("| `")
          .append(setting.name())
          .append(value.isEmpty() ? "` | | " : "` | `" + value + "` | ")
          .append(setting.meaning())
          .append(" |\n");
    }
    return table.toString();
  }

  /** What stands between the comments, without the line breaks around it. */
  static String within(String readme) {
    return readme.substring(begin(readme), end(readme)).strip();
  }

  private static String replaced(String readme) {
    return readme.substring(0, begin(readme)) + "\n" + markdown() + readme.substring(end(readme));
  }

  private static int begin(String readme) {
    return found(readme, BEGIN) + BEGIN.length();
  }

  private static int end(String readme) {
    return found(readme, END);
  }

  private static int found(String readme, String comment) {
    int place = readme.indexOf(comment);
    if (place < 0) {
      throw new IllegalStateException("README.md has no comment " + comment);
    }
    return place;
  }
}
