package dev.steno.webapp;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.steno.webapp.StubServer.PAGE;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.steno.testing.browser.BrowserTest;
import dev.steno.testing.browser.PageProblems;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody sees of a recording whose proxy lets no WebSocket through. */
@BrowserTest
class RecordingWithoutSocketsTest {

  private static final long UNTIL_THE_NEXT_LOOK = 12_000;

  @SuppressWarnings("NullAway.Init") // set before each test
  private StubServer server;

  @SuppressWarnings("NullAway.Init") // set before each test
  private Page page;

  @SuppressWarnings("NullAway.Init") // set before each test
  private PageProblems problems;

  @BeforeEach
  void prepare(Page fresh) {
    page = fresh;
    server = StubServer.behindAProxy(page);
    problems = PageProblems.of(page);
    page.clock().install();
    page.addInitScript("Math.random = () => 0;");
  }

  private void open() {
    page.navigate(PAGE.toString());
    assertThat(page.locator("h1")).hasText("talk.mp3");
    assertThat(says("No live connection. Checking every few seconds.")).isVisible();
  }

  /** What is seen; the same words may be spoken beside it, in the status region. */
  private Locator says(String text) {
    return page.locator("#main").getByText(text);
  }

  private Locator lines() {
    return page.locator(".line-text");
  }

  @Test
  void theTextGrowsAndIsWholeInTheEnd() {
    server.recognise(20, "Good", "morning.");
    open();
    assertThat(lines()).hasText(new String[] {"Good", "morning."});
    assertThat(says("Recognising speech, 20 %")).isVisible();

    server.recognise(60, "Good", "morning.", "How");
    page.clock().fastForward(UNTIL_THE_NEXT_LOOK);
    assertThat(says("Recognising speech, 60 %")).isVisible();
    assertThat(lines()).hasText(new String[] {"Good", "morning.", "How"});

    server.complete("Good", "morning.", "How", "are", "you?");
    page.clock().fastForward(UNTIL_THE_NEXT_LOOK);
    assertThat(says("Download")).isVisible();
    assertThat(lines()).hasText(new String[] {"Good", "morning.", "How", "are", "you?"});
    assertThat(says("No live connection.")).not().isVisible();
    problems.assertNone();
  }

  @Test
  void whatIsKeptOfAFailureIsShownAndAnotherAttemptIsNoticedAtOnce() {
    server.recognise(20, "Good");
    open();
    server.fail("Good", "morning.");
    page.clock().fastForward(UNTIL_THE_NEXT_LOOK);
    assertThat(says("The sound cannot be decoded.")).isVisible();
    assertThat(says("Text up to 0:09 is kept.")).isVisible();
    assertThat(lines()).hasText(new String[] {"Good", "morning."});

    says("Try again").click();
    assertThat(says("Waits for its turn.")).isVisible();
    server.complete("Good", "morning.", "Bye.");
    page.clock().fastForward(UNTIL_THE_NEXT_LOOK);
    assertThat(lines()).hasText(new String[] {"Good", "morning.", "Bye."});
    problems.assertNone();
  }

  @Test
  void aServerThatIsAwayForAWhileIsWaitedFor() {
    server.recognise(20, "Good");
    open();
    server.away(true);
    page.clock().fastForward(UNTIL_THE_NEXT_LOOK);
    assertThat(says("Connection lost. The server keeps working.")).isVisible();
    server.complete("Good", "morning.");
    server.away(false);
    page.clock().fastForward(UNTIL_THE_NEXT_LOOK);
    assertThat(says("Download")).isVisible();
    assertThat(lines()).hasText(new String[] {"Good", "morning."});
    problems.assertOnly(problem -> problem.contains("ERR_FAILED"));
  }
}
