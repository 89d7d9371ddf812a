package dev.steno.testing.load;

import java.util.ArrayList;
import java.util.List;

/** What is written down: Markdown for people, told as it comes, and what must not have happened. */
public final class Findings {

  private final List<String> lines = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /** A line of Markdown. */
  public void line(String line) {
    lines.add(line);
    System.out.println(line);
  }

  /** A row of a table. */
  void row(String... cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  /** The head of a table. */
  void head(String... cells) {
    line("");
    row(cells);
    line("|---".repeat(cells.length) + "|");
  }

  /** Messages were lost, repeated or out of order, or a connection was lost. */
  public void problem(String problem) {
    problems.add(problem);
    line("");
    line("**" + problem + "**");
  }

  /** Everything that must not have happened. */
  public List<String> problems() {
    return problems;
  }

  /** The whole, as Markdown. */
  public String text() {
    return String.join("\n", lines) + "\n";
  }
}
