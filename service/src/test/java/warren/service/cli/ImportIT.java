package warren.service.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import warren.service.Main;
import warren.service.support.Await;
import warren.service.support.Program;
import warren.service.support.Rows;
import warren.service.support.TestClient;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** {@code warren import}: accounts of another program, with their hashes. */
@WarrenTest
class ImportIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "correct horse battery";
  private static final String BCRYPT =
      "$2b$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS";
  private static final String PBKDF2 =
      "pbkdf2_sha256$1000$saltsalt$2vLrmxK8YFROnGTL6oinO4bfT02gvTppeFbz7HWz5X0=";
  private static final String ARGON2I =
      "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$gp8r9IuBP2Bz6oNYCuVRv+Bjvp3afsPqRHrQIWzZklk";
  private static final String ARGON2ID =
      "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$wZeUqErRQM9fr7+3IJVQyFsb5QPhYeqkXwNGZgBH/L4";

  private final TestService service;
  private final Rows rows;
  @TempDir private static Path folder;

  ImportIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  @AfterEach
  void deleteAccounts() {
    rows.deleteMade();
  }

  /** A run of the command, and the lines that it has printed. */
  private record Run(int exit, List<JsonNode> said, String err) {
    List<String> results() {
      return said.stream().map(line -> line.get("result").textValue()).toList();
    }

    List<UUID> ids() {
      return said.stream().map(line -> UUID.fromString(line.get("user_id").textValue())).toList();
    }
  }

  private Run run(String... lines) throws Exception {
    var file = Files.writeString(folder.resolve("accounts.jsonl"), String.join("\n", lines) + "\n");
    return run(file);
  }

  private Run run(Path file) {
    var out = new StringWriter();
    var err = new StringWriter();
    var exit =
        Main.commandLine(() -> settings())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute("import", file.toString());
    return new Run(exit, out.toString().lines().map(ImportIT::json).toList(), err.toString());
  }

  private Map<String, String> settings() {
    return TestService.settings(service.place(), Map.of());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (Exception e) {
      throw new AssertionError(text, e);
    }
  }

  private static String line(String username, String hash) {
    return "{\"username\": \"%s\", \"password_hash\": \"%s\"}".formatted(username, hash);
  }

  private TestClient.Answer login(String username, String password) throws Exception {
    return service
        .client()
        .call("RequestLoginToken", Map.of("username", username, "password", password));
  }

  private String hashOf(String username) {
    return rows.one(
        String.class, "select password_hash from account where username_key = ?", username);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bcrypt|" + BCRYPT,
        "django|" + PBKDF2,
        "argon2i|" + ARGON2I,
        "argon2id|" + ARGON2ID
      })
  void theOldPasswordLogsInAndIsHashedAnew(String username, String hash) throws Exception {
    var run = run(line(username, hash));
    assertEquals(0, run.exit(), run.err());
    assertEquals("1 imported, 0 already imported, 0 refused.\n", run.err());
    assertEquals(
        json(
            "{\"line\": 1, \"result\": \"imported\", \"user_id\": \"%s\"}"
                .formatted(rows.account(username))),
        run.said().get(0));
    assertEquals("imported:" + hash, hashOf(username));

    assertEquals("bad_credentials", login(username, PASSWORD + "!").code());
    assertEquals("imported:" + hash, hashOf(username));
    assertEquals(200, login(username, PASSWORD).status());
    assertTrue(hashOf(username).startsWith("$argon2id$v=19$m=64,t=1,p=1$"), hashOf(username));
    assertFalse(hashOf(username).equals(hash));
    assertEquals(200, login(username, PASSWORD).status());
  }

  @Test
  void aTryAgainstAnImportedHashCostsOneVerificationOfOursTheLeast() throws Exception {
    assertEquals(List.of("imported"), run(line("ada", BCRYPT)).results());
    var before = service.verifications();
    assertEquals("bad_credentials", login("ada", "wrong").code());
    assertEquals(1, service.verifications() - before);
    assertEquals(200, login("ada", PASSWORD).status());
    assertEquals(2, service.verifications() - before);
  }

  @Test
  void theOldPasswordCanBeChanged() throws Exception {
    run(line("ada", PBKDF2));
    var change =
        Map.of("username", "ada", "old_password", PASSWORD, "new_password", "staple in a stable");
    assertEquals(200, service.client().call("RequestAccountPasswordUpdate", change).status());
    assertEquals("bad_credentials", login("ada", PASSWORD).code());
    assertEquals(200, login("ada", "staple in a stable").status());
  }

  @Test
  void everythingOfALineIsTaken() throws Exception {
    rows.change(
        "insert into account_group (name, name_key, created_at, updated_at)"
            + " values ('Readers', 'readers', now(), now())");
    var run =
        run(
            """
            {"username": "Ada", "user_email": "Ada@example.org", "first_name": "Ada",
             "last_name": "Lovelace", "enabled": false, "roles": ["moderator", "user"],
             "groups": ["READERS"], "created_at": "2015-12-10T12:00:00Z",
             "last_login": "2020-02-29T12:00:00+01:00"}
            """
                .replace("\n", " "));
    assertEquals(List.of("imported"), run.results(), run.err());
    var account =
        service
            .client()
            .call(
                "RequestAccountData",
                Map.of("user_id", rows.account("ada").toString()),
                service.adminToken())
            .data();
    assertEquals("Ada", account.get("username").textValue());
    assertEquals("Ada@example.org", account.get("user_email").textValue());
    assertEquals("Lovelace", account.get("last_name").textValue());
    assertFalse(account.get("enabled").booleanValue());
    assertEquals("moderator", account.get("role").textValue());
    assertEquals(2, account.get("roles").size());
    assertEquals("Readers", account.get("groups").get(0).get("name").textValue());
    assertEquals("2015-12-10T12:00:00Z", account.get("created_at").textValue());
    assertEquals("2020-02-29T11:00:00Z", account.get("last_login").textValue());
  }

  @Test
  void withoutAHashItTakesAReset() throws Exception {
    var run = run("{\"username\": \"ada\"}", "{\"username\": \"bob\", \"password_hash\": \"!x\"}");
    assertEquals(List.of("imported", "imported"), run.results());
    assertEquals("bad_credentials", login("ada", "!").code());
    var reset =
        service
            .client()
            .call("RequestAccountReset", Map.of("username", "ada"), service.adminToken())
            .data();
    var change =
        Map.of(
            "username",
            "ada",
            "old_password",
            reset.get("default_password").textValue(),
            "new_password",
            "staple in a stable");
    assertEquals(200, service.client().call("RequestAccountPasswordUpdate", change).status());
    assertEquals(200, login("ada", "staple in a stable").status());
  }

  @Test
  void eachRefusalIsSaidAndTheOthersAreTaken() throws Exception {
    service.account("taken");
    var tooLong = "{\"username\": \"x\", \"first_name\": \"" + "x".repeat(65_536) + "\"}";
    var run =
        run(
            line("ada", BCRYPT),
            "",
            line("TAKEN", BCRYPT),
            "{nonsense",
            "[]",
            line("bob", "md5$x$y"),
            "{\"username\": \"eve\", \"user_email\": \"no address\", \"created_at\": \"soon\"}",
            "{\"username\": \"eve\", \"created_at\": \"9999-01-01T00:00:00Z\"}",
            "{\"username\": \"eve\", \"roles\": [\"nobody\"]}",
            "{\"username\": \"eve\", \"groups\": [\"nowhere\"]}",
            tooLong,
            line("eve", PBKDF2));
    assertEquals(1, run.exit());
    assertEquals("2 imported, 0 already imported, 9 refused.\n", run.err());
    assertEquals(
        List.of(
            "1 imported",
            "3 username_taken [username]",
            "4 malformed",
            "5 malformed",
            "6 invalid_fields [password_hash]",
            "7 invalid_fields [user_email, created_at]",
            "8 invalid_fields [created_at]",
            "9 unknown_role",
            "10 unknown_group",
            "11 too_large",
            "12 imported"),
        run.said().stream().map(ImportIT::brief).toList());
    assertEquals(List.of("admin", "taken", "ada", "eve"), service.usernames());
  }

  private static String brief(JsonNode said) {
    var error = said.path("error");
    var what = error.isMissingNode() ? said.get("result") : error.get("code");
    List<String> fields = new ArrayList<>();
    error.path("fields").fieldNames().forEachRemaining(fields::add);
    return said.get("line") + " " + what.textValue() + (fields.isEmpty() ? "" : " " + fields);
  }

  @Test
  void aSecondRunChangesNothingAndSaysSo() throws Exception {
    var lines = new String[] {line("ada", BCRYPT), line("bob", PBKDF2)};
    var first = run(lines);
    assertEquals(200, login("ada", PASSWORD).status());
    var hash = hashOf("ada");

    var second = run(lines);
    assertEquals(0, second.exit());
    assertEquals("0 imported, 2 already imported, 0 refused.\n", second.err());
    assertEquals(List.of("already_imported", "already_imported"), second.results());
    assertEquals(first.ids(), second.ids());
    assertEquals(hash, hashOf("ada"));
  }

  @Test
  void whatWasKilledGoesOnWhereItWas() throws Exception {
    var lines = IntStream.range(0, 5000).mapToObj(i -> line("user" + i, BCRYPT)).toList();
    var file = Files.write(folder.resolve("many.jsonl"), lines);
    try (var killed = Program.start(settings(), "import", file.toString())) {
      Await.until("it has printed some", () -> killed.out().lines().count() > 400);
    }
    var there = rows.count("imported_account");
    assertTrue(there > 400 && there < 5000, there + " of 5000");

    assertEquals(
        "%d imported, %d already imported, 0 refused.\n".formatted(5000 - there, there),
        run(file).err());
    assertEquals(5001, rows.count("account"));
  }

  @Test
  void anErasedAccountIsNotBroughtBack() throws Exception {
    var id = run(line("gone", BCRYPT)).ids().get(0);
    var delete = Map.of("user_id", id.toString());
    assertEquals(
        200, service.client().call("RequestAccountDelete", delete, service.adminToken()).status());

    var again = run(line("gone", BCRYPT));
    assertEquals(List.of("already_imported"), again.results());
    assertEquals(List.of(id), again.ids());
    assertEquals(0, rows.count("account where username_key = 'gone'"));
  }

  @Test
  void itIsInTheAudit() throws Exception {
    var id = run(line("ada", BCRYPT)).ids().get(0);
    assertEquals(
        1,
        rows.count(
            "audit_entry where operation = 'import' and outcome = 'ok' and account_id = ?", id));
  }

  @Test
  void aFileThatIsNotThereIsSaid() {
    var run = run(folder.resolve("nowhere"));
    assertEquals(1, run.exit());
    assertEquals("There is no file " + folder.resolve("nowhere") + ".\n", run.err());
  }
}
