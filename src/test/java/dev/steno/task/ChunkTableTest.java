package dev.steno.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steno.audio.Chunk;
import dev.steno.config.Settings;
import dev.steno.config.SqlOnConnection;
import dev.steno.config.StenoDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkTableTest {

  private static final String TASK = "task";

  @TempDir Path home;

  @Test
  @SuppressWarnings("UnnecessaryAssignment") // there is no container here
  void chunksThatAreFinishedTogetherAreAllFinishedAndNoOthers() throws SQLException {
    Map<String, String> values = Map.of("STENO_HOME", home.toString());
    StenoDataSource database = new StenoDataSource(new Settings(values::get));
    Flyway.configure().dataSource(database).locations("classpath:db/migration").load().migrate();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String id : List.of(TASK, "other")) {
        statement.execute(
            "insert into task (id, status, stage, percentage, attempt, file_name, media_size,"
                + " warnings, created_at) values ('"
                + id
                + "', 'RUNNING', 'TRANSCRIBING', 0, 1, 'x', 0, '', 0)");
      }
      ChunkTable table = new ChunkTable();
      table.database = database;
      table.sql = new SqlOnConnection(database);
      List<Chunk> chunks =
          IntStream.range(0, 5)
              .mapToObj(index -> new Chunk(index, index * 100L, (index + 1) * 100L))
              .toList();
      table.insert(TASK, chunks);
      table.insert("other", chunks);

      table.finish(TASK, chunks.subList(0, 3));

      assertThat(table.read(TASK)).isEqualTo(new ChunkTable.Stored(chunks, 3));
      assertThat(table.read("other")).isEqualTo(new ChunkTable.Stored(chunks, 0));
      statement.execute("shutdown");
    }
  }
}
