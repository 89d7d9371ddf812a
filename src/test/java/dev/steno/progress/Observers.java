package dev.steno.progress;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Those who observe what the log fires, without a container: they remember, then do as told. */
final class Observers implements Event<LoggedEvent> {

  final List<LoggedEvent> seen = new CopyOnWriteArrayList<>();
  private volatile Consumer<LoggedEvent> behaviour = event -> {};

  void behave(Consumer<LoggedEvent> other) {
    behaviour = other;
  }

  List<Long> numbers() {
    return seen.stream().map(LoggedEvent::seq).toList();
  }

  @Override
  public void fire(LoggedEvent event) {
    seen.add(event);
    behaviour.accept(event);
  }

  @Override
  public <U extends LoggedEvent> CompletionStage<U> fireAsync(U event) {
    throw new UnsupportedOperationException("asynchronous observers have no order");
  }

  @Override
  public <U extends LoggedEvent> CompletionStage<U> fireAsync(
      U event, NotificationOptions options) {
    throw new UnsupportedOperationException("asynchronous observers have no order");
  }

  @Override
  public Event<LoggedEvent> select(Annotation... qualifiers) {
    throw new UnsupportedOperationException("there is one kind of observers");
  }

  @Override
  public <U extends LoggedEvent> Event<U> select(Class<U> type, Annotation... qualifiers) {
    throw new UnsupportedOperationException("there is one kind of observers");
  }

  @Override
  public <U extends LoggedEvent> Event<U> select(TypeLiteral<U> type, Annotation... qualifiers) {
    throw new UnsupportedOperationException("there is one kind of observers");
  }
}
