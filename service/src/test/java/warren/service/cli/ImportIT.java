package warren.service.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warren.service.support.Await;
import warren.service.support.Program;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** {@code warren import}: the result of each line, and a second run. */
@WarrenTest
class ImportIT {
  private final TestService service;
  private final Rows rows;
  private final Imports imports;
  private final Path folder;

  ImportIT(TestService service, Rows rows, @TempDir Path folder) {
    this.service = service;
    this.rows = rows;
    this.imports = new Imports(service, rows, folder);
    this.folder = folder;
  }

  @Test
  void allFieldsOfALineAreImported() throws Exception {
    rows.change(
        "insert into account_group (name, name_key, created_at, updated_at)"
            + " values ('Readers', 'readers', now(), now())");
    var run =
        imports.run(
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
  void refusedLinesAreReportedAndTheOthersImported() throws Exception {
    service.account("taken");
    var tooLong = "{\"username\": \"x\", \"first_name\": \"" + "x".repeat(65_536) + "\"}";
    var run =
        imports.run(
            Imports.line("ada", Imports.BCRYPT),
            "",
            Imports.line("TAKEN", Imports.BCRYPT),
            "{nonsense",
            "[]",
            Imports.line("bob", "md5$x$y"),
            "{\"username\": \"eve\", \"user_email\": \"no address\", \"created_at\": \"soon\"}",
            "{\"username\": \"eve\", \"created_at\": \"9999-01-01T00:00:00Z\"}",
            "{\"username\": \"eve\", \"roles\": [\"nobody\"]}",
            "{\"username\": \"eve\", \"groups\": [\"nowhere\"]}",
            tooLong,
            Imports.line("eve", Imports.PBKDF2),
            "{\"username\": \"eva\", \"pasword_hash\": \"x\"}");
    assertEquals(1, run.exit());
    assertEquals("2 imported, 0 already imported, 10 refused.\n", run.err());
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
            "12 imported",
            "13 invalid_fields [pasword_hash]"),
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
  void aSecondRunChangesNothingAndReportsIt() throws Exception {
    var lines =
        new String[] {Imports.line("ada", Imports.BCRYPT), Imports.line("bob", Imports.PBKDF2)};
    var first = imports.run(lines);
    assertEquals(200, imports.login("ada", Imports.PASSWORD).status());
    var hash = imports.hashOf("ada");

    var second = imports.run(lines);
    assertEquals(0, second.exit());
    assertEquals("0 imported, 2 already imported, 0 refused.\n", second.err());
    assertEquals(List.of("already_imported", "already_imported"), second.results());
    assertEquals(first.ids(), second.ids());
    assertEquals(hash, imports.hashOf("ada"));
  }

  @Test
  void anInterruptedImportContinuesAtItsLastLine() throws Exception {
    var lines =
        IntStream.range(0, 5000).mapToObj(i -> Imports.line("user" + i, Imports.BCRYPT)).toList();
    var file = Files.write(folder.resolve("many.jsonl"), lines);
    try (var killed = Program.start(imports.settings(), "import", file.toString())) {
      Await.until("it has printed some", () -> killed.out().lines().count() > 400);
    }
    var there = rows.count("imported_account");
    assertTrue(there > 400 && there < 5000, there + " of 5000");

    assertEquals(
        "%d imported, %d already imported, 0 refused.\n".formatted(5000 - there, there),
        imports.run(file).err());
    assertEquals(5001, rows.count("account"));
  }

  @Test
  void aSignalEndsAnImportAfterItsBatchWithASummary() throws Exception {
    var lines =
        IntStream.range(0, 50_000).mapToObj(i -> Imports.line("user" + i, Imports.BCRYPT)).toList();
    var file = Files.write(folder.resolve("many.jsonl"), lines);
    try (var stopped = Program.start(imports.settings(), "import", file.toString())) {
      Await.until("it has printed some", () -> stopped.out().lines().count() > 400);
      stopped.terminate();
      assertEquals(143, stopped.exit());
      var imported = stopped.out().lines().count();
      assertTrue(imported < 50_000, imported + " of 50000");
      assertEquals(imported, rows.count("imported_account"));
      var summary =
          "Interrupted; run the command again to import the rest. %d imported, 0 already imported,"
              + " 0 refused.\n";
      assertTrue(stopped.err().endsWith(summary.formatted(imported)), stopped.err());
    }
  }

  @Test
  void anErasedAccountIsNotImportedAgain() throws Exception {
    var id = imports.run(Imports.line("gone", Imports.BCRYPT)).ids().get(0);
    var delete = Map.of("user_id", id.toString());
    assertEquals(
        200, service.client().call("RequestAccountDelete", delete, service.adminToken()).status());

    var again = imports.run(Imports.line("gone", Imports.BCRYPT));
    assertEquals(List.of("already_imported"), again.results());
    assertEquals(List.of(id), again.ids());
    assertEquals(0, rows.count("account where username_key = 'gone'"));
  }

  @Test
  void importsAreRecordedInTheAuditLog() throws Exception {
    var id = imports.run(Imports.line("ada", Imports.BCRYPT)).ids().get(0);
    assertEquals(
        1,
        rows.count(
            "audit_entry where operation = 'import' and outcome = 'ok' and account_id = ?", id));
  }

  @Test
  void aMissingFileIsReported() {
    var run = imports.run(folder.resolve("nowhere"));
    assertEquals(1, run.exit());
    assertEquals("There is no file " + folder.resolve("nowhere") + ".\n", run.err());
  }

  @Test
  void aDirectoryIsReported() {
    var run = imports.run(folder);
    assertEquals(1, run.exit());
    assertEquals(folder + " is a directory; state a file.\n", run.err());
  }
}
