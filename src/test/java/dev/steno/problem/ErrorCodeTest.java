package dev.steno.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {

  /** As published; programs rely on them. */
  private static final List<String> PUBLISHED =
      List.of(
          "BAD_REQUEST",
          "BAD_MESSAGE",
          "NOT_FOUND",
          "FORBIDDEN",
          "CONFLICT",
          "QUEUE_FULL",
          "DIARIZATION_UNAVAILABLE",
          "UNSUPPORTED_MEDIA",
          "EMPTY_MEDIA",
          "NO_AUDIO",
          "MEDIA_TOO_LARGE",
          "DECODE_FAILED",
          "ENGINE_UNAVAILABLE",
          "MODEL_UNAVAILABLE",
          "LANGUAGE_UNSUPPORTED",
          "ENGINE_CRASHED",
          "OUT_OF_MEMORY",
          "CANCELLED",
          "URL_FORBIDDEN",
          "DOWNLOAD_FAILED",
          "STORAGE_FULL",
          "INTERNAL");

  @ParameterizedTest
  @EnumSource
  void everyCodeHasTheStatusOfAnError(ErrorCode code) {
    assertThat(code.httpStatus()).isBetween(400, 599);
  }

  @Test
  void noPublishedCodeIsEverLost() {
    assertThat(Stream.of(ErrorCode.values()).map(ErrorCode::name)).containsAll(PUBLISHED);
  }
}
