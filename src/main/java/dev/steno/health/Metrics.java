package dev.steno.health;

import dev.steno.progress.LoggedEvent;
import dev.steno.push.session.Farewell;
import dev.steno.push.session.Heartbeat;
import dev.steno.push.session.SessionRegistry;
import dev.steno.push.session.Traffic;
import dev.steno.task.TaskStatus;
import dev.steno.task.TaskStore;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** The figures of this server, each read where it arises at the moment somebody asks. */
@ApplicationScoped
public class Metrics {

  @EJB SessionRegistry sessions;
  @EJB Heartbeat heartbeat;
  @Inject TaskStore tasks;

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final LongAdder events = new LongAdder();

  /** Names the figures. */
  @PostConstruct
  void register() {
    tasks();
    sockets();
    messages();
    heartbeats();
  }

  /** Counts what was stored in the event log since the server started. */
  void count(@Observes LoggedEvent event) {
    events.increment();
  }

  /** What the figures are now. */
  MetricSnapshots read() {
    return registry.scrape();
  }

  private void tasks() {
    GaugeWithCallback.builder()
        .name("steno_tasks")
        .help("Tasks in the list, by status")
        .labelNames("status")
        .callback(
            gauge -> {
              for (TaskStatus status : TaskStatus.values()) {
                gauge.call((double) tasks.count(status), status.wireName());
              }
            })
        .register(registry);
    counter("steno_events", "Events stored since the start", events::sum);
  }

  private void sockets() {
    Traffic traffic = sessions.traffic();
    gauge("steno_sockets", "Open sockets", sessions::size);
    counter("steno_sockets_opened", "Sockets let in since the start", traffic::opened);
    CounterWithCallback.builder()
        .name("steno_sockets_ended")
        .help("Sockets refused or ended by the server since the start, by reason")
        .labelNames("reason")
        .callback(
            counter -> {
              for (Farewell reason : Farewell.values()) {
                counter.call((double) traffic.ended(reason), reason.label());
              }
            })
        .register(registry);
  }

  private void messages() {
    Traffic traffic = sessions.traffic();
    counter("steno_messages_sent", "Messages sent over all sockets", traffic::sent);
    counter(
        "steno_messages_superseded",
        "Progress that newer progress overtook in an outbox",
        traffic::superseded);
    gauge("steno_messages_waiting", "Messages that wait in outboxes", sessions::waitingMessages);
    gauge(
        "steno_sockets_waiting",
        "Sockets that have something to send and wait for a thread",
        sessions::waitingSenders);
  }

  private void heartbeats() {
    counter(
        "steno_heartbeats", "Heartbeats put into outboxes", () -> sessions.traffic().heartbeats());
    counter("steno_heartbeat_failures", "Ticks of the heartbeat that failed", heartbeat::failures);
    gauge(
        "steno_heartbeat_age_seconds",
        "Time since the last tick of the heartbeat began; above 2 it is late",
        heartbeat::age);
    gauge(
        "steno_heartbeat_duration_seconds",
        "How long the last tick of the heartbeat took",
        heartbeat::duration);
  }

  private void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(gauge -> gauge.call(value.getAsDouble()))
        .register(registry);
  }

  private void counter(String name, String help, DoubleSupplier value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(counter -> counter.call(value.getAsDouble()))
        .register(registry);
  }
}
