package dev.steno.task;

import dev.steno.audio.Chunk;
import dev.steno.config.Database;
import dev.steno.config.TransactionSql;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The rows of the chunks: where a recording was cut, and what is done. */
@ApplicationScoped
class ChunkTable {

  @Resource(lookup = Database.NAME)
  DataSource database;

  @Inject TransactionSql sql;

  /**
   * What is stored.
   *
   * @param chunks in order
   * @param finished how many of them, from the first, are done
   */
  record Stored(List<Chunk> chunks, int finished) {}

  /** Within a transaction of the caller's. */
  void insert(String taskId, List<Chunk> chunks) {
    for (Chunk chunk : chunks) {
      sql.update(
          "insert into chunk (task_id, chunk_index, start_sample, end_sample, finished)"
              + " values (?, ?, ?, ?, false)",
          taskId,
          chunk.index(),
          chunk.startSample(),
          chunk.endSample());
    }
  }

  /** Within a transaction of the caller's. */
  void finish(String taskId, List<Chunk> chunks) {
    for (Chunk chunk : chunks) {
      sql.update(
          "update chunk set finished = true where task_id = ? and chunk_index = ?",
          taskId,
          chunk.index());
    }
  }

  Stored read(String taskId) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select chunk_index, start_sample, end_sample, finished from chunk"
                    + " where task_id = ? order by chunk_index")) {
      select.setString(1, taskId);
      List<Chunk> chunks = new ArrayList<>();
      int finished = 0;
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          chunks.add(new Chunk(row.getInt(1), row.getLong(2), row.getLong(3)));
          finished += row.getBoolean(4) ? 1 : 0;
        }
      }
      return new Stored(chunks, finished);
    } catch (SQLException failed) {
      throw new IllegalStateException("the chunks of a task could not be read", failed);
    }
  }
}
