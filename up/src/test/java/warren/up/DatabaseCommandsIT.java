package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that use the database of a running {@code up}. */
final class DatabaseCommandsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static StartedUp up;
  private static Map<String, String> environment;

  @BeforeAll
  static void start(@TempDir Path share) throws Exception {
    environment = Map.of("XDG_DATA_HOME", share.toString());
    up = StartedUp.start(environment);
  }

  @AfterAll
  static void stop() throws Exception {
    up.close();
  }

  @Test
  void anImportFindsTheDatabaseOfARunningUp(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("accounts.jsonl"), "{\"username\": \"eve\"}\n");
    try (var run = Launched.start(environment, "import", file.toString())) {
      assertEquals(0, run.exit(), run.err());
      assertEquals("1 imported, 0 already imported, 0 refused.\n", run.err());
      var line = JSON.readTree(run.out());
      assertEquals("imported", line.get("result").textValue());
      assertEquals("eve", username(line.get("user_id").textValue()));
    }
  }

  @Test
  void anImportFindsTheDatabaseOfUpByItsFolder(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("accounts.jsonl"), "{\"username\": \"eva\"}\n");
    var data = up.shown("data");
    try (var run = Launched.start(Map.of(), "import", "--data", data, file.toString())) {
      assertEquals(0, run.exit(), run.err());
      var id = JSON.readTree(run.out()).get("user_id").textValue();
      assertEquals("eva", username(id));
    }
  }

  @Test
  void keysAndSecretsFindTheDatabaseOfUpByItsFolder() throws Exception {
    for (var command : List.of(List.of("keys", "list"), List.of("secret", "status"))) {
      var arguments = new ArrayList<>(command);
      arguments.addAll(List.of("--data", up.shown("data")));
      try (var run = Launched.start(Map.of(), arguments.toArray(String[]::new))) {
        assertEquals(0, run.exit(), run.err());
      }
    }
  }

  @Test
  void anImportNamesTheFolderInWhichNoUpRuns(@TempDir Path folder) throws Exception {
    try (var run = Launched.start(Map.of(), "import", "--data", folder.toString(), "a.jsonl")) {
      assertEquals(1, run.exit());
      assertEquals("No `up --data " + folder + "` is running.\n", run.err());
    }
  }

  private static String username(String id) throws Exception {
    return up.call("RequestUsername", "{\"user_id\": \"" + id + "\"}")
        .at("/data/username")
        .textValue();
  }

  @Test
  void aFurtherAdministratorCanLogIn() throws Exception {
    try (var create =
        Launched.start(environment, "admin", "create", "root").type("staple in a stable")) {
      assertEquals(0, create.exit(), create.err());
      assertEquals("root", username(create.out().strip()));
    }
    up.login("root", "staple in a stable");
  }

  @Test
  void theSettingsFileContainsTheDatabase() throws Exception {
    var settings = new HashMap<String, String>();
    for (var line : Files.readAllLines(Path.of(up.shown("settings")))) {
      var parts = line.split("=", 2);
      settings.put(parts[0], parts[1]);
    }
    try (var check = Launched.start(settings, "migrate")) {
      assertEquals(0, check.exit(), check.err());
      assertEquals("The schema is up to date.\n", check.out());
    }
  }

  @Test
  void withoutADatabaseTheMissingSettingIsNamed(@TempDir Path empty) throws Exception {
    var settings = Map.of("XDG_DATA_HOME", empty.toString());
    try (var run = Launched.start(settings, "import", "accounts.jsonl")) {
      assertEquals(1, run.exit());
      assertTrue(
          run.err().startsWith("WARREN_DB_URL must be set: URL of the PostgreSQL database"),
          run.err());
    }
  }
}
