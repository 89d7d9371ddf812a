package dev.steno.engine.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the bytes of a whole file must add up to.
 *
 * @param algorithm as {@link MessageDigest} calls it
 * @param hex the sum in lower-case hexadecimal digits
 */
public record Checksum(String algorithm, String hex) {

  private static final int SHA_256_DIGITS = 64;
  private static final int SHA_1_DIGITS = 40;

  /** Refuses what is no sum of that algorithm. */
  public Checksum {
    int digits =
        switch (algorithm) {
          case "SHA-256" -> SHA_256_DIGITS;
          case "SHA-1" -> SHA_1_DIGITS;
          default -> throw new IllegalArgumentException("unknown algorithm " + algorithm);
        };
    if (!hex.matches("[0-9a-f]{" + digits + "}")) {
      throw new IllegalArgumentException("not a " + algorithm + " sum: " + hex);
    }
  }

  /** A SHA-256 sum. */
  public static Checksum sha256(String hex) {
    return new Checksum("SHA-256", hex);
  }

  /** A SHA-1 sum, for what no other is published of: it finds damage, but no forgery. */
  public static Checksum sha1(String hex) {
    return new Checksum("SHA-1", hex);
  }

  /** A sum of nothing yet, by this algorithm. */
  MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has " + algorithm, impossible);
    }
  }

  /** Whether the bytes that went into the digest add up to this; the digest is then reset. */
  boolean matches(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest()).equals(hex);
  }
}
