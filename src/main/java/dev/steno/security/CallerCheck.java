package dev.steno.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may call while there are no accounts: this machine only, unless the administrator opened the
 * server.
 */
final class CallerCheck {

  /**
   * A proxy on this machine makes the whole world look local; each of these headers tells of one.
   */
  private static final List<String> FORWARDING =
      List.of(
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-Forwarded-Port",
          "X-Forwarded-Server",
          "X-Real-IP",
          "Via");

  private static final String HOW_TO_OPEN =
      " To serve other machines, set STENO_ACCESS=open on the server, once only people you trust"
          + " can reach it.";

  private static final Pattern LOOPBACK_V4 =
      Pattern.compile("127(\\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}");

  private final boolean open;
  private final List<String> hosts;

  /**
   * A check.
   *
   * @param open whether callers on other machines and behind proxies are served
   * @param hosts names, in lower case, that callers may use beside those of the loopback interface
   */
  CallerCheck(boolean open, List<String> hosts) {
    this.open = open;
    this.hosts = hosts;
  }

  /**
   * Looks at a request.
   *
   * @param remoteAddress the numeric address of the caller
   * @param header the value of a header, or {@code null} where it is absent
   * @return why it is refused, or empty
   */
  Optional<String> reasonToRefuse(String remoteAddress, UnaryOperator<@Nullable String> header) {
    if (!open && !isLoopback(remoteAddress)) {
      return Optional.of("Only callers on the server's own machine are served." + HOW_TO_OPEN);
    }
    if (!open && FORWARDING.stream().anyMatch(name -> header.apply(name) != null)) {
      return Optional.of("Requests through a proxy are not served." + HOW_TO_OPEN);
    }
    return mayBeCalled(header.apply("Host"))
        ? Optional.empty()
        : Optional.of(
            "This server is not known by that name. Add it to STENO_HOSTS on the server, or use"
                + " localhost.");
  }

  /** Against DNS rebinding: a page of any site can give its own name the address of this server. */
  private boolean mayBeCalled(@Nullable String hostHeader) {
    if (open && hosts.isEmpty()) {
      return true;
    }
    if (hostHeader == null) {
      return false;
    }
    String name = withoutPort(hostHeader).toLowerCase(Locale.ROOT);
    return hosts.contains(name) || name.equals("localhost") || isLoopback(name);
  }

  private static String withoutPort(String hostHeader) {
    String host = hostHeader.trim();
    if (host.startsWith("[")) {
      int end = host.indexOf(']');
      return end < 0 ? host : host.substring(1, end);
    }
    int colon = host.indexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }

  /**
   * Only for addresses written in full: anything else, even of digits and dots alone, could be
   * looked up as a name.
   */
  private static boolean isLoopback(String address) {
    String number = address.startsWith("[") ? withoutPort(address) : address;
    int zone = number.indexOf('%');
    String bare = zone < 0 ? number : number.substring(0, zone);
    if (LOOPBACK_V4.matcher(bare).matches()) {
      return true;
    }
    if (!bare.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      return false;
    }
    try {
      return InetAddress.getByName(bare).isLoopbackAddress();
    } catch (UnknownHostException notAnAddress) {
      return false;
    }
  }
}
