package dev.steno;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import dev.steno.testing.ServerProcess;
import dev.steno.testing.Speech;
import dev.steno.testing.StenoClient;
import dev.steno.testing.browser.BrowserTest;
import dev.steno.testing.browser.PageProblems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser, with a server behind it. */
@BrowserTest
class PageIT {

  private static final double PATIENCE = Duration.ofMinutes(3).toMillis();

  @TempDir static Path home;

  @SuppressWarnings("NullAway.Init") // set before the first test
  private static ServerProcess server;

  @BeforeAll
  static void start() throws IOException {
    server = ServerProcess.start(home, Map.of(), true);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private final StenoClient client = new StenoClient(server.base());

  @Test
  void aRecordingIsWatchedThroughACrashOfTheServer(Page page) throws IOException {
    PageProblems problems = PageProblems.of(page);
    String task = client.uploaded(Speech.story(60), "a long story.wav");
    page.navigate(server.base() + "#/tasks/" + task);
    assertThat(page.locator("h1")).hasText("a long story.wav");
    appears(page.locator(".line").first());
    problems.assertNone();

    server.kill();
    appears(says(page, "Connection lost. The server keeps working."));
    server = server.again();

    appears(says(page, "Download"));
    assertThat(page.locator(".line").last()).containsText("snow");
    assertThat(says(page, "Connection lost.")).not().isVisible();
    problems.assertOnly(PageIT::tellsOfTheNetwork);
  }

  @Test
  void aRecordingIsWatchedWhereNoSocketGetsThrough(Page page) {
    PageProblems problems = PageProblems.of(page);
    page.routeWebSocket("**/ws/**", socket -> socket.close());
    String task = client.uploaded(Speech.story(30), "behind a proxy.wav");
    page.navigate(server.base() + "#/tasks/" + task);
    appears(says(page, "No live connection. Checking every few seconds."));
    appears(says(page, "Download"));
    assertThat(page.locator(".line").first())
        .containsText("child", new ContainsTextOptions().setIgnoreCase(true));
    problems.assertNone();
  }

  /** What is seen; the same words may be spoken beside it, in the status region. */
  private static Locator says(Page page, String text) {
    return page.locator("#main").getByText(text);
  }

  private static void appears(Locator something) {
    assertThat(something).isVisible(new IsVisibleOptions().setTimeout(PATIENCE));
  }

  /**
   * Browsers write each request that finds no server to the console, and each that finds one which
   * starts: that one answers 404 until the application is there.
   */
  private static boolean tellsOfTheNetwork(String problem) {
    return problem.contains("ERR_CONNECTION_REFUSED")
        || problem.contains("WebSocket connection to")
        || (problem.contains("404") && problem.contains("/progress"));
  }
}
