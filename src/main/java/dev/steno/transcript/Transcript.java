package dev.steno.transcript;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole transcript, the one thing every exporter writes.
 *
 * @param taskId the task it came from
 * @param revision 0 as recognised, then one more with every correction
 * @param language ISO 639-1 code of what is spoken, or {@code null} while unknown
 * @param engine the engine that recognised it, or {@code null} while none has
 * @param model that engine's model, or {@code null} while none has
 * @param durationMillis length of the recording, or {@code null} while unknown
 * @param warnings what a reader should know, one sentence each
 * @param speakers those who speak, in the order of their first turn
 * @param turns what they said, in order
 */
public record Transcript(
    String taskId,
    int revision,
    @Nullable String language,
    @Nullable String engine,
    @Nullable String model,
    @Nullable Long durationMillis,
    List<String> warnings,
    List<Speaker> speakers,
    List<Turn> turns) {

  /** Keeps its own copies of the lists. */
  public Transcript {
    warnings = List.copyOf(warnings);
    speakers = List.copyOf(speakers);
    turns = List.copyOf(turns);
  }

  /**
   * The turns that people read at first: one per segment, neighbours of one known speaker joined.
   *
   * @param segments in the order of their index
   */
  public static List<Turn> turnsOf(List<Segment> segments) {
    List<Turn> turns = new ArrayList<>();
    for (Segment segment : segments) {
      Turn last = turns.isEmpty() ? null : turns.get(turns.size() - 1);
      if (last != null && last.speaker() != null && last.speaker().equals(segment.speaker())) {
        turns.set(turns.size() - 1, joined(last, segment));
      } else {
        turns.add(turnOf(segment));
      }
    }
    return turns;
  }

  private static Turn turnOf(Segment segment) {
    return new Turn(
        "t" + segment.index(),
        0,
        segment.speaker(),
        segment.startMillis(),
        segment.endMillis(),
        wordsOf(segment),
        segment.note());
  }

  private static Turn joined(Turn turn, Segment next) {
    List<Word> words = new ArrayList<>(turn.words());
    words.addAll(wordsOf(next));
    return new Turn(
        turn.id(),
        turn.revision(),
        turn.speaker(),
        turn.startMillis(),
        next.endMillis(),
        words,
        joined(turn.note(), next.note()));
  }

  /** Both notes, each once. */
  private static @Nullable String joined(@Nullable String note, @Nullable String next) {
    if (note == null || next == null) {
      return note == null ? next : note;
    }
    return note.contains(next) ? note : note + " " + next;
  }

  /** A segment without word times becomes one long word, so that no text is ever lost. */
  private static List<Word> wordsOf(Segment segment) {
    if (!segment.words().isEmpty() || segment.text().isBlank()) {
      return segment.words();
    }
    return List.of(
        new Word(segment.text(), segment.startMillis(), segment.endMillis(), null, true));
  }
}
