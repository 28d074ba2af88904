package warren.service.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import warren.service.Main;
import warren.service.support.Rows;
import warren.service.support.TestClient;
import warren.service.support.TestService;

/** Runs of {@code warren import}. */
final class Imports {
  static final ObjectMapper JSON = new ObjectMapper();
  static final String PASSWORD = "correct horse battery";
  static final String BCRYPT = "$2b$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS";
  static final String PBKDF2 =
      "pbkdf2_sha256$1000$saltsalt$2vLrmxK8YFROnGTL6oinO4bfT02gvTppeFbz7HWz5X0=";

  private final TestService service;
  private final Rows rows;
  private final Path folder;

  Imports(TestService service, Rows rows, Path folder) {
    this.service = service;
    this.rows = rows;
    this.folder = folder;
  }

  /** A run of the command, and the lines that it has printed. */
  record Run(int exit, List<JsonNode> said, String err) {
    List<String> results() {
      return said.stream().map(line -> line.get("result").textValue()).toList();
    }

    List<UUID> ids() {
      return said.stream().map(line -> UUID.fromString(line.get("user_id").textValue())).toList();
    }
  }

  Run run(String... lines) throws Exception {
    return run(file(lines));
  }

  Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("accounts.jsonl"), String.join("\n", lines) + "\n");
  }

  Run run(Path file, String... options) {
    List<String> arguments = new ArrayList<>(List.of("import"));
    arguments.addAll(List.of(options));
    arguments.add(file.toString());
    var out = new StringWriter();
    var err = new StringWriter();
    var exit =
        Main.commandLine(() -> settings())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(String[]::new));
    return new Run(exit, out.toString().lines().map(Imports::json).toList(), err.toString());
  }

  Map<String, String> settings() {
    return TestService.settings(service.place(), Map.of());
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (Exception e) {
      throw new AssertionError(text, e);
    }
  }

  static String line(String username, String hash) {
    return "{\"username\": \"%s\", \"password_hash\": \"%s\"}".formatted(username, hash);
  }

  TestClient.Reply login(String username, String password) throws Exception {
    return service
        .client()
        .call("RequestLoginToken", Map.of("username", username, "password", password));
  }

  String hashOf(String username) {
    return rows.one(
        String.class, "select password_hash from account where username_key = ?", username);
  }
}
