package dev.steno.engine.model;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the hub answered.
 *
 * @param status of HTTP
 * @param body what follows; must be closed
 */
record HubAnswer(int status, HttpHeaders headers, BodyPieces body) implements AutoCloseable {

  private static final Pattern RANGE =
      Pattern.compile("bytes (?:(\\d{1,18})-\\d+|\\*)/(\\d{1,18}|\\*)");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,18}");

  /** How long the whole file is, in bytes, where the answer tells. */
  OptionalLong wholeLength() {
    return switch (status) {
      case 200 ->
          headers.firstValue("Content-Length").map(HubAnswer::number).orElse(OptionalLong.empty());
      case 206, 416 -> rangePart(2);
      default -> OptionalLong.empty();
    };
  }

  /** The place in the file, in bytes, from which on it is sent, where the answer tells. */
  OptionalLong firstByte() {
    return rangePart(1);
  }

  private OptionalLong rangePart(int group) {
    Matcher matcher = RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
    return matcher.matches() ? number(matcher.group(group)) : OptionalLong.empty();
  }

  /** A mark of this version of the file, with which its rest can be asked for; else null. */
  @Nullable String version() {
    // Weak marks, W/"…", do not say that every byte is the same (RFC 9110, section 8.8.1).
    return headers.firstValue("ETag").filter(mark -> mark.startsWith("\"")).orElse(null);
  }

  /** When the hub wants to be asked again; dates are not read, they hardly occur. */
  @Nullable Duration retryAfter() {
    Optional<String> value = headers.firstValue("Retry-After");
    OptionalLong seconds = value.isEmpty() ? OptionalLong.empty() : number(value.get());
    return seconds.isPresent() ? Duration.ofSeconds(seconds.getAsLong()) : null;
  }

  private static OptionalLong number(@Nullable String text) {
    return text != null && WHOLE_NUMBER.matcher(text).matches()
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  @Override
  public void close() {
    body.close();
  }
}
