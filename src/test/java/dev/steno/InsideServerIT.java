package dev.steno;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steno.config.Database;
import dev.steno.config.Executors;
import dev.steno.problem.ErrorCode;
import dev.steno.problem.ProblemException;
import dev.steno.progress.EventReader;
import dev.steno.progress.LoggedEvent;
import dev.steno.progress.ProgressEvent.Advanced;
import dev.steno.progress.ProgressEvent.Edited;
import dev.steno.progress.ProgressLog;
import dev.steno.progress.ProgressLog.Story;
import dev.steno.progress.Stage;
import dev.steno.push.session.SessionRegistry;
import dev.steno.task.Task;
import dev.steno.task.TaskStatus;
import dev.steno.task.TaskStore;
import dev.steno.testing.Deployments;
import dev.steno.testing.FiredEvents;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What can only be seen from inside the server. Of the tests' libraries only Awaitility is there.
 */
@ExtendWith(ArquillianExtension.class)
class InsideServerIT {

  @Resource(lookup = Executors.WORK)
  ManagedExecutorService work;

  @Resource(lookup = Database.NAME)
  DataSource database;

  @Inject TaskStore store;
  @Inject ProgressLog log;
  @Inject EventReader events;
  @Inject SessionRegistry registry;
  @Inject FiredEvents fired;

  @ArquillianResource URL url;

  @Deployment
  static WebArchive steno() {
    return Deployments.war(InsideServerIT.class, FiredEvents.class);
  }

  @Test
  void theDatabaseIsOurOwn() throws Exception {
    try (Connection connection = database.getConnection()) {
      assertTrue(connection.getMetaData().getDatabaseProductVersion().startsWith("2.4."));
    }
  }

  @Test
  void eventsAreFiredInTheOrderOfTheirNumbersHoweverManyWriteThem() throws Exception {
    Task task = store.create("in order.wav");
    List<Future<?>> writers = new ArrayList<>();
    for (int writer = 0; writer < 8; writer++) {
      writers.add(
          work.submit(
              () -> {
                for (int number = 0; number < 25; number++) {
                  log.record(task.id(), () -> Story.of(0, new Edited(1)));
                }
              }));
    }
    for (Future<?> writer : writers) {
      writer.get(60, TimeUnit.SECONDS);
    }
    List<LoggedEvent> told = fired.of(task.id());
    assertEquals(201, told.size());
    for (int index = 0; index < told.size(); index++) {
      assertEquals(index + 1, told.get(index).seq());
    }
    assertEquals(201, events.extent(task.id()).orElseThrow().lastSeq());
    assertEquals(told, events.read(task.id(), 0, 1000));
    store.delete(task.id());
    assertTrue(events.extent(task.id()).isEmpty());
    assertTrue(events.read(task.id(), 0, 10).isEmpty());
  }

  @Test
  void whatLocksATaskAndWhatTellsOfItShareAConnectionHoweverManyDoSo() throws Exception {
    List<Task> tasks = new ArrayList<>();
    List<Future<?>> writers = new ArrayList<>();
    for (int writer = 0; writer < 8; writer++) {
      Task task = store.create("locked.wav");
      tasks.add(task);
      writers.add(
          work.submit(
              () -> {
                for (int number = 0; number < 250; number++) {
                  store.change(task.id(), locked -> Story.of(0, new Edited(1)));
                  store.list("", null, 1, 10);
                  events.read(task.id(), 0, 10);
                }
              }));
    }
    for (Future<?> writer : writers) {
      writer.get(120, TimeUnit.SECONDS);
    }
    for (Task task : tasks) {
      assertEquals(251, events.extent(task.id()).orElseThrow().lastSeq());
      store.delete(task.id());
    }
  }

  @Test
  void ofProgressOnlyTheNewestIsKept() {
    Task task = store.create("compacted.wav");
    for (int percentage = 1; percentage <= 50; percentage++) {
      int now = percentage;
      log.record(task.id(), () -> Story.of(0, new Advanced(Stage.UPLOADING, now, "", null, null)));
    }
    List<LoggedEvent> kept = events.read(task.id(), 0, 1000);
    assertEquals(1, kept.size());
    assertEquals(51, kept.get(0).seq());
    store.delete(task.id());
  }

  @Test
  void whatFailsIsNeitherStoredNorTold() {
    Task task = store.create("rolled back.wav");
    ProblemException reason = new ProblemException(ErrorCode.INTERNAL, "on purpose");
    ProblemException thrown =
        assertThrows(
            ProblemException.class,
            () ->
                store.change(
                    task.id(),
                    changed -> {
                      changed.fail(reason, Instant.EPOCH);
                      throw reason;
                    }));
    assertEquals(reason.userMessage(), thrown.userMessage());
    assertEquals(TaskStatus.UPLOADING, store.get(task.id()).status());
    assertEquals(1, fired.of(task.id()).size());
    assertEquals(1, events.extent(task.id()).orElseThrow().lastSeq());
    store.delete(task.id());
  }

  @Test
  void theExecutorTakesMoreThanItCanDoAtOnce() throws Exception {
    Set<Integer> done = Collections.synchronizedSet(new TreeSet<>());
    List<Future<?>> all = new ArrayList<>();
    for (int number = 0; number < 1000; number++) {
      int mine = number;
      all.add(work.submit(() -> done.add(mine)));
    }
    for (Future<?> one : all) {
      one.get(60, TimeUnit.SECONDS);
    }
    assertEquals(1000, done.size());
  }

  @Test
  void sessionsThatAreClosedOrVanishLeaveTheRegistry() throws URISyntaxException {
    Task task = store.create("watched.wav");
    URI address =
        new URI(url.toURI().toString().replaceFirst("http", "ws") + "ws/tasks/" + task.id());
    HttpClient http = HttpClient.newHttpClient();
    int before = registry.size();
    List<WebSocket> sockets = new ArrayList<>();
    for (int number = 0; number < 20; number++) {
      sockets.add(
          http.newWebSocketBuilder().buildAsync(address, new WebSocket.Listener() {}).join());
    }
    awaitSessions(before + 20);
    for (int number = 0; number < 10; number++) {
      sockets.get(number).sendClose(WebSocket.NORMAL_CLOSURE, "").join();
      sockets.get(number + 10).abort();
    }
    awaitSessions(before);
    store.delete(task.id());
    assertFalse(store.find(task.id()).isPresent());
  }

  private void awaitSessions(int expected) {
    await("the sessions that are really open")
        .atMost(Duration.ofSeconds(30))
        .until(() -> registry.size() == expected);
  }
}
