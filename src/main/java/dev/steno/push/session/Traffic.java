package dev.steno.push.session;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the connections of a server do, since its start. Safe for use by many threads. */
public final class Traffic {

  private final LongAdder opened = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder superseded = new LongAdder();
  private final LongAdder heartbeats = new LongAdder();
  private final Map<Farewell, LongAdder> farewells = new EnumMap<>(Farewell.class);

  Traffic() {
    for (Farewell farewell : Farewell.values()) {
      farewells.put(farewell, new LongAdder());
    }
  }

  void countOpened() {
    opened.increment();
  }

  void countSent() {
    sent.increment();
  }

  void countSuperseded() {
    superseded.increment();
  }

  void countHeartbeat() {
    heartbeats.increment();
  }

  void countEnded(Farewell farewell) {
    adder(farewell).increment();
  }

  /** Sessions that were let in. */
  public long opened() {
    return opened.sum();
  }

  /** Messages that a client's server connection took. */
  public long sent() {
    return sent.sum();
  }

  /** Progress that was never sent, because newer progress overtook it in an outbox. */
  public long superseded() {
    return superseded.sum();
  }

  /** Heartbeats that were put into outboxes. */
  public long heartbeats() {
    return heartbeats.sum();
  }

  /** Sessions that the server refused or ended for this reason. */
  public long ended(Farewell farewell) {
    return adder(farewell).sum();
  }

  private LongAdder adder(Farewell farewell) {
    LongAdder adder = farewells.get(farewell);
    if (adder == null) {
      throw new IllegalStateException("not counted: " + farewell);
    }
    return adder;
  }
}
