package dev.steno.engine.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Where an answer sends us instead. */
final class Redirect {

  /** So many in a row are followed. */
  static final int MOST = 5;

  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  private Redirect() {}

  /** Whether a status sends us elsewhere. */
  static boolean isOne(int status) {
    return STATUSES.contains(status);
  }

  /**
   * The next address.
   *
   * @param from the address that answered
   * @param location what it said, absolute or relative
   * @return empty where it must not be followed: it is unreadable, or neither HTTP nor HTTPS, or
   *     leads from HTTPS to HTTP
   */
  static Optional<URI> target(URI from, String location) {
    if (location.isBlank()) {
      return Optional.empty();
    }
    URI target;
    try {
      target = from.resolve(new URI(location));
    } catch (URISyntaxException unreadable) {
      return Optional.empty();
    }
    boolean secure = "https".equalsIgnoreCase(target.getScheme());
    boolean plain = "http".equalsIgnoreCase(target.getScheme());
    boolean followed =
        target.getHost() != null
            && (secure || (plain && !"https".equalsIgnoreCase(from.getScheme())));
    return followed ? Optional.of(target) : Optional.empty();
  }
}
