package dev.steno.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;

/**
 * SQL within the running transaction, on the connection on which the entities are written.
 *
 * <p>A connection that the data source gives within a transaction should be that one, too. On
 * threads that were started from a method which "supports no transaction", Payara gives another
 * one: it then waits for rows that the first has locked, in vain, and what both wrote is not
 * committed together.
 */
@ApplicationScoped
public class TransactionSql {

  @PersistenceContext(unitName = "steno")
  EntityManager entities;

  /**
   * Changes rows.
   *
   * @param sql with a question mark for each value
   * @param values none of them {@code null}, whose type a database could not tell
   * @return how many were changed
   * @throws PersistenceException where that failed; nothing of the transaction will be kept
   */
  public int update(String sql, Object... values) {
    return query(sql, values).executeUpdate();
  }

  /**
   * Reads one number.
   *
   * @param sql selects one row of one column, with a question mark for each value
   * @param values none of them {@code null}
   * @throws PersistenceException where there is no such row, or it cannot be read
   */
  public long number(String sql, Object... values) {
    return ((Number) query(sql, values).getSingleResult()).longValue();
  }

  private Query query(String sql, Object... values) {
    Query query = entities.createNativeQuery(sql);
    for (int index = 0; index < values.length; index++) {
      query.setParameter(index + 1, values[index]);
    }
    return query;
  }
}
