package dev.steno.engine.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The other server, and how it may be used. */
public final class RemoteServer {

  private static final String VERSION = "/v1";

  private final URI api;
  private final ApiKey key;
  private final String model;
  private final int requests;
  private final Duration limit;

  private RemoteServer(URI api, ApiKey key, String model, int requests, Duration limit) {
    this.api = api;
    this.key = key;
    this.model = model;
    this.requests = requests;
    this.limit = limit;
  }

  /**
   * A server.
   *
   * @param url its address, with or without {@code /v1} at the end
   * @param key the key it wants; empty for none
   * @param model the name of the model that is asked for
   * @param requests how many requests may be under way at once, at least 1
   * @param limit how long one request may take
   * @throws IllegalArgumentException where the address or the key cannot be used; neither is
   *     repeated, since both may hold secrets
   */
  public static RemoteServer of(
      String url, String key, String model, int requests, Duration limit) {
    return new RemoteServer(api(url), new ApiKey(key), model, requests, limit);
  }

  private static URI api(String url) {
    URI given;
    try {
      given = new URI(url.strip());
    } catch (URISyntaxException unreadable) {
      // Not chained: it repeats the address.
      throw unusable("cannot be read");
    }
    String scheme = String.valueOf(given.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw unusable("must begin with http:// or https://");
    }
    if (given.getHost() == null) {
      throw unusable("has no host name that Java accepts (an underscore is not allowed in one)");
    }
    if (given.getRawUserInfo() != null) {
      throw unusable("must not hold a user name or a password; use STENO_REMOTE_KEY");
    }
    if (given.getRawQuery() != null || given.getRawFragment() != null) {
      throw unusable("must end with its path: nothing after a ? or a #");
    }
    return URI.create(scheme + "://" + given.getRawAuthority() + path(given.getRawPath()));
  }

  private static String path(@Nullable String given) {
    String path = String.valueOf(given == null ? "" : given).replaceAll("/+$", "");
    return path.endsWith(VERSION) ? path : path + VERSION;
  }

  private static IllegalArgumentException unusable(String why) {
    return new IllegalArgumentException("the address in STENO_REMOTE_URL " + why);
  }

  /** Where something is asked for. */
  URI address(Endpoint endpoint) {
    return URI.create(api + "/" + endpoint.path());
  }

  ApiKey key() {
    return key;
  }

  String model() {
    return model;
  }

  int requests() {
    return requests;
  }

  Duration limit() {
    return limit;
  }

  @Override
  public String toString() {
    return api + " with the model " + model;
  }
}
