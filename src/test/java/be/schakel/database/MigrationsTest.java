package be.schakel.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MigrationsTest {

  @Test
  void everyMigrationInTheFolderIsListed() throws Exception {
    try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
      Set<String> present =
          new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
      assertEquals(present, new TreeSet<>(new Migrations().names()));
    }
  }
}
