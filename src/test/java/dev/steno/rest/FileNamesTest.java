package dev.steno.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {

  @ParameterizedTest
  @CsvSource({
    "talk.wav, talk.wav",
    "../../etc/passwd, passwd",
    "C:\\Users\\Ada\\talk.wav, talk.wav",
    "a/b\\c.mp3, c.mp3",
    "'  My talk.wav ', My talk.wav",
    "Grüße 日本.ogg, Grüße 日本.ogg"
  })
  void onlyTheLastPartOfAPathIsShown(String given, String shown) {
    assertThat(FileNames.cleaned(given)).isEqualTo(shown);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "   ", "folder/", "\\", "\u0000\n", "\u202e"})
  void aFileWithoutANameIsCalledRecording(String given) {
    assertThat(FileNames.cleaned(given)).isEqualTo("recording");
  }

  @Test
  void charactersThatCannotBeSeenAreLeftOut() {
    assertThat(FileNames.cleaned("a\r\nb\u0000c\u007f\u202egpj.wav")).isEqualTo("abcgpj.wav");
  }

  @Test
  void ofANameThatIsTooLongTheEndingIsKept() {
    assertThat(FileNames.cleaned("a".repeat(300) + ".wav")).isEqualTo("a".repeat(251) + ".wav");
  }

  @Test
  void aNameThatIsTooLongIsNotCutInTheMiddleOfACharacter() {
    assertThat(FileNames.cleaned("\ud83c\udfa4".repeat(200) + "a.wav"))
        .isEqualTo("\ud83c\udfa4".repeat(125) + "a.wav");
    assertThat(FileNames.cleaned("\ud83c\udfa4".repeat(200) + ".wav"))
        .isEqualTo("\ud83c\udfa4".repeat(125) + ".wav");
  }
}
