package dev.steno.testing.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The files of the page without a server: a browser gets them from the sources, below an address
 * that does not exist, and beside them files of the test.
 */
public final class WebAppFiles {

  /** Where the page is. */
  public static final URI BASE = URI.create("https://steno.test/app/");

  private static final Path SOURCES = Path.of("src", "main", "webapp");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private final Class<?> test;

  private WebAppFiles(Class<?> test) {
    this.test = test;
  }

  /**
   * Serves the files to a page.
   *
   * @param test whose resources are served as well, below {@code test/}
   */
  public static void serve(Page page, Class<?> test) {
    WebAppFiles files = new WebAppFiles(test);
    page.context().route(BASE + "**", files::answer);
  }

  private void answer(Route route) {
    String path = BASE.relativize(URI.create(route.request().url())).getPath();
    byte[] content = path.startsWith("test/") ? resource(path.substring(5)) : source(path);
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (content.length == 0 || type == null) {
      route.fulfill(new FulfillOptions().setStatus(404));
    } else {
      route.fulfill(new FulfillOptions().setContentType(type).setBodyBytes(content));
    }
  }

  private byte[] resource(String name) {
    try (InputStream content = test.getResourceAsStream(name)) {
      return content == null ? new byte[0] : content.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static byte[] source(String path) {
    Path file = SOURCES.resolve(path).normalize();
    if (!file.startsWith(SOURCES) || !Files.isRegularFile(file)) {
      return new byte[0];
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
