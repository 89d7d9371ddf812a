package dev.steno.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Supplier;

/** Runs work in a transaction of its own: committed on return, rolled back on any exception. */
@ApplicationScoped
public class Transactions {

  /** Runs the work; what it returns is returned after the commit. */
  @Transactional(value = TxType.REQUIRES_NEW, rollbackOn = Exception.class)
  public <T> T inNew(Supplier<T> work) {
    return work.get();
  }
}
