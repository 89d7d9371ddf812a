package dev.steno.config;

import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The executors, our own because the servers' defaults differ: Payara's rejects the 201st task,
 * WildFly's queues without end, Liberty's is the pool of the requests. {@code maxAsync} is only a
 * ceiling; what bounds the work are the settings. For the work it is more than they can ask for (8
 * tasks with 16 workers need about 200 threads), since a reader that had to wait for a thread would
 * block its worker.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = Executors.WORK, maxAsync = 256)
@ManagedExecutorDefinition(name = Executors.PUSH, maxAsync = 4)
public class Executors {

  /** Runs tasks, feeds workers, reads what child processes say. Long work. */
  public static final String WORK = "java:app/concurrent/StenoWork";

  /** Reads the event log for those who join. Short work. */
  public static final String PUSH = "java:app/concurrent/StenoPush";
}
