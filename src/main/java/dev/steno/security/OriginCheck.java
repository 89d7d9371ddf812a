package dev.steno.security;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what another site's page sends through somebody's browser: any page may post a form, with
 * files, to localhost, and open a WebSocket to it. Browsers tell where such a request comes from;
 * programs that are no browsers send neither header and are not concerned.
 */
final class OriginCheck {

  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

  private OriginCheck() {}

  /**
   * Looks at a request.
   *
   * @param method of HTTP
   * @param header the value of a header, or {@code null} where it is absent
   * @return why it is refused, or empty
   */
  static Optional<String> reasonToRefuse(String method, UnaryOperator<@Nullable String> header) {
    String upgrade = header.apply("Upgrade");
    boolean handshake = upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket");
    if (HARMLESS.contains(method) && !handshake) {
      return Optional.empty();
    }
    String site = header.apply("Sec-Fetch-Site");
    boolean foreignSite = site != null && !OWN_PAGES.contains(site.toLowerCase(Locale.ROOT));
    String origin = header.apply("Origin");
    boolean foreignOrigin = origin != null && !sameHost(origin, header.apply("Host"));
    return foreignSite || foreignOrigin
        ? Optional.of("This request comes from the page of another site and is refused.")
        : Optional.empty();
  }

  private static boolean sameHost(String origin, @Nullable String host) {
    if (host == null) {
      return false;
    }
    try {
      URI page = new URI(origin);
      URI server = new URI(page.getScheme() + "://" + host);
      return page.getHost() != null
          && page.getHost().equalsIgnoreCase(server.getHost())
          && port(page) == port(server);
    } catch (URISyntaxException unreadable) {
      // "null", the origin of a sandboxed page, ends here as well.
      return false;
    }
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
  }
}
