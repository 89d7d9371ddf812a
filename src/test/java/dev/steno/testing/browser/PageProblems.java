package dev.steno.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** What a page complained about: uncaught errors, and errors written to its console. */
public final class PageProblems {

  private final List<String> problems = new CopyOnWriteArrayList<>();

  private PageProblems() {}

  /** Listens to a page from now on. */
  public static PageProblems of(Page page) {
    PageProblems heard = new PageProblems();
    page.onPageError(heard.problems::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            heard.problems.add(message.text() + " at " + message.location());
          }
        });
    return heard;
  }

  /** Insists that there were none. */
  public void assertNone() {
    assertThat(problems).as("errors of the page").isEmpty();
  }

  /** Insists that there were none but those that were to be expected. */
  public void assertOnly(Predicate<String> expected) {
    assertThat(problems).as("errors of the page").allMatch(expected);
  }
}
