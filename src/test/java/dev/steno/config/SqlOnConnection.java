package dev.steno.config;

import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** SQL on whatever connection a data source gives: where there is no container, it is the one. */
public final class SqlOnConnection extends TransactionSql {

  private final DataSource database;

  public SqlOnConnection(DataSource database) {
    this.database = database;
  }

  @Override
  public int update(String sql, Object... values) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = prepared(connection, sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException failed) {
      throw new PersistenceException(failed);
    }
  }

  @Override
  public long number(String sql, Object... values) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = prepared(connection, sql, values);
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new PersistenceException("no row");
      }
      return row.getLong(1);
    } catch (SQLException failed) {
      throw new PersistenceException(failed);
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int index = 0; index < values.length; index++) {
      statement.setObject(index + 1, values[index]);
    }
    return statement;
  }
}
