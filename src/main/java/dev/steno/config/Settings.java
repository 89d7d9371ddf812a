package dev.steno.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values of the {@linkplain Setting settings}. Immutable; read once. */
public final class Settings {

  private final UnaryOperator<@Nullable String> source;

  /**
   * Settings from a source of one's own.
   *
   * @param source the value of a key, or {@code null} where it is not set
   */
  public Settings(UnaryOperator<@Nullable String> source) {
    this.source = source;
  }

  /** Settings from system properties, else from the environment. */
  public static Settings ofThisServer() {
    return new Settings(
        key -> {
          String property = key == null ? null : System.getProperty(key);
          return property != null || key == null ? property : System.getenv(key);
        });
  }

  /** The value as text, trimmed; empty where there is none. */
  public String text(Setting setting) {
    String value = source.apply(setting.name());
    return value == null || value.isBlank() ? setting.defaultValue() : value.trim();
  }

  /** The value as a whole number, at least {@code least}. */
  public int number(Setting setting, int least) {
    return number(setting, least, Integer.MAX_VALUE);
  }

  /** The value as a whole number, at least {@code least} and at most {@code most}. */
  public int number(Setting setting, int least, int most) {
    String value = text(setting);
    int number;
    try {
      number = Integer.parseInt(value);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          setting + " must be a whole number, but is \"" + value + "\"", notANumber);
    }
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          setting
              + " must be at least "
              + least
              + (most == Integer.MAX_VALUE ? "" : " and at most " + most)
              + ", but is "
              + value);
    }
    return number;
  }

  /** The value as {@code true} or {@code false}. */
  public boolean flag(Setting setting) {
    String value = text(setting);
    if (value.equals("true") || value.equals("false")) {
      return value.equals("true");
    }
    throw new IllegalArgumentException(
        setting + " must be true or false, but is \"" + value + "\"");
  }

  /** The value as a number of bytes; {@code k}, {@code m} and {@code g} multiply by 1024. */
  public long bytes(Setting setting) {
    String value = text(setting).toLowerCase(Locale.ROOT);
    int unit = "kmg".indexOf(value.isEmpty() ? ' ' : value.charAt(value.length() - 1));
    String digits = unit < 0 ? value : value.substring(0, value.length() - 1);
    try {
      if (digits.startsWith("-")) {
        throw new NumberFormatException("less than nothing");
      }
      return Math.multiplyExact(Long.parseLong(digits), 1L << (10 * (unit + 1)));
    } catch (ArithmeticException | NumberFormatException notASize) {
      throw new IllegalArgumentException(
          setting + " must be a size such as 512m or 10g, but is \"" + value + "\"", notASize);
    }
  }

  /** The value as a list, split at commas, in lower case. */
  public List<String> names(Setting setting) {
    return Arrays.stream(text(setting).toLowerCase(Locale.ROOT).split(",", -1))
        .map(String::trim)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** The value as one of the constants of an enumeration, which is written in lower case. */
  public <E extends Enum<E>> E choice(Setting setting, Class<E> choices) {
    String value = text(setting);
    List<E> constants = List.of(choices.getEnumConstants());
    return constants.stream()
        .filter(constant -> written(constant).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    setting
                        + " must be one of "
                        + constants.stream()
                            .map(Settings::written)
                            .collect(Collectors.joining(", "))
                        + ", but is \""
                        + value
                        + "\""));
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The value as the address of something on the web, without query and without a password. */
  public URI address(Setting setting) {
    String value = text(setting);
    try {
      URI address = new URI(value);
      if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
          && address.getHost() != null
          && address.getRawUserInfo() == null
          && address.getRawQuery() == null
          && address.getRawFragment() == null) {
        return address;
      }
      throw new URISyntaxException(value, "not the address of a folder on the web");
    } catch (URISyntaxException unusable) {
      // Without the value: it may hold a password.
      throw new IllegalArgumentException(
          setting
              + " must be an address such as https://host/folder, without user, password and query");
    }
  }

  /** The folder of everything Steno keeps. */
  public Path home() {
    return path(text(Setting.STENO_HOME));
  }

  /** The folder of the recordings. */
  public Path media() {
    String value = text(Setting.STENO_MEDIA);
    return value.isEmpty() ? home().resolve("recordings") : path(value);
  }

  private static Path path(String value) {
    String expanded =
        value.equals("~") || value.startsWith("~/")
            ? System.getProperty("user.home") + value.substring(1)
            : value;
    return Path.of(expanded).toAbsolutePath().normalize();
  }
}
