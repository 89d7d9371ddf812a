package dev.steno.config;

import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The executors, our own because the servers' defaults differ: Payara's rejects the 201st task,
 * WildFly's queues without end, Liberty's is the pool of the requests. They are small, since Payara
 * makes a new thread for each task until there are {@code maxAsync} of them, and does not end them
 * when the application goes. Everything that needs many threads for a while takes them from {@link
 * #THREADS} into a pool of its own, which it ends itself.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = Executors.WORK, maxAsync = 10)
@ManagedThreadFactoryDefinition(name = Executors.THREADS)
public class Executors {

  /** Runs tasks, at most 8 at once, and gives them out. Long work. */
  public static final String WORK = "java:app/concurrent/StenoWork";

  /**
   * Makes the threads that feed workers and read what child processes say, and those that send to
   * people who watch.
   */
  public static final String THREADS = "java:app/concurrent/StenoThreads";
}
