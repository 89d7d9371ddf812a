package dev.steno.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SettingsTableTest {

  @Test
  void theReadmeShowsTheSettingsAsTheyAre() throws IOException {
    assumeTrue(Files.exists(SettingsTable.README), "there is no README.md");

    assertThat(SettingsTable.within(Files.readString(SettingsTable.README)))
        .withFailMessage("the table of the settings is old: run SettingsTable to write it")
        .isEqualTo(SettingsTable.markdown().strip());
  }

  @Test
  void theTableHasARowForEverySetting() {
    assertThat(SettingsTable.markdown().lines())
        .hasSize(2 + Setting.values().length)
        .startsWith("| Setting | Default | Meaning |", "|---|---|---|")
        .contains(
            "| `STENO_QUEUE` | `1000` | How many tasks may wait; further ones are refused |",
            "| `STENO_HOSTS` | | Host names, separated by commas, that callers may use beside `localhost` |");
  }
}
