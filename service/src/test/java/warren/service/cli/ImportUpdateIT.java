package warren.service.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** {@code warren import --update}: corrections of imported accounts. */
@WarrenTest
class ImportUpdateIT {
  private static final UUID ID = UUID.fromString("5a1c2b7e-6d1f-4f0e-9a53-6f3f8f3f0c11");

  private final TestService service;
  private final Rows rows;
  private final Imports imports;

  ImportUpdateIT(TestService service, Rows rows, @TempDir Path folder) {
    this.service = service;
    this.rows = rows;
    this.imports = new Imports(service, rows, folder);
  }

  private Imports.Run update(String... lines) throws Exception {
    return imports.run(imports.file(lines), "--update");
  }

  private JsonNode account(UUID id) throws Exception {
    return service
        .client()
        .call("RequestAccountData", Map.of("user_id", id.toString()), service.adminToken())
        .data();
  }

  @Test
  void aChangedLineCorrectsItsAccount() throws Exception {
    rows.change(
        "insert into account_group (name, name_key, created_at, updated_at)"
            + " values ('Readers', 'readers', now(), now())");
    var id = imports.run("{\"username\": \"ada\", \"first_name\": \"Adda\"}").ids().get(0);
    var run =
        update(
            """
            {"username": "Ada", "user_email": "ada@example.org", "last_name": "Lovelace",
             "enabled": true, "roles": ["moderator"], "groups": ["readers"],
             "created_at": "2015-12-10T12:00:00Z", "last_login": "2020-02-29T12:00:00Z",
             "password_hash": "%s"}
            """
                .formatted(Imports.BCRYPT)
                .replace("\n", " "));

    assertEquals(List.of("updated"), run.results());
    assertEquals(List.of(id), run.ids());
    assertEquals("0 imported, 1 updated, 0 already imported, 0 refused.\n", run.err());
    var account = account(id);
    assertEquals("Ada", account.get("username").textValue());
    assertEquals("Adda", account.get("first_name").textValue());
    assertEquals("Lovelace", account.get("last_name").textValue());
    assertEquals("ada@example.org", account.get("user_email").textValue());
    assertEquals("moderator", account.get("role").textValue());
    assertEquals("Readers", account.at("/groups/0/name").textValue());
    assertEquals("2015-12-10T12:00:00Z", account.get("created_at").textValue());
    assertEquals("2020-02-29T12:00:00Z", account.get("last_login").textValue());
    assertEquals(200, imports.login("ada", Imports.PASSWORD).status());
  }

  @Test
  void theSameLineIsAppliedOnceAndAnEarlierOneAgain() throws Exception {
    var first = "{\"username\": \"ada\", \"first_name\": \"A\"}";
    var second = "{\"username\": \"ada\", \"first_name\": \"B\"}";
    assertEquals(List.of("imported"), update(first).results());
    assertEquals(List.of("updated"), update(second).results());
    assertEquals(List.of("already_imported"), update(second).results());
    assertEquals(List.of("updated"), update(first).results());
    assertEquals("A", firstName("ada"));
    assertEquals(List.of("already_imported"), imports.run(second).results());
    assertEquals(2, rows.count("account"));
  }

  private String firstName(String username) {
    return rows.one(
        String.class, "select first_name from account where username_key = ?", username);
  }

  @Test
  void linesOfOneFileCorrectEachOther() throws Exception {
    var run =
        update(
            "{\"username\": \"ada\", \"first_name\": \"A\"}",
            "{\"username\": \"ada\", \"first_name\": \"B\"}");
    assertEquals(List.of("imported", "updated"), run.results());
    assertEquals("B", firstName("ada"));
  }

  @Test
  void aRepeatedFileChangesNothing() throws Exception {
    var lines =
        new String[] {
          "{\"username\": \"ada\", \"first_name\": \"A\", \"enabled\": false}",
          "{\"username\": \"ada\", \"first_name\": \"B\", \"enabled\": true}"
        };
    assertEquals(List.of("imported", "updated"), update(lines).results());
    var entries = rows.count("audit_entry");
    for (var i = 0; i < 2; i++) {
      assertEquals(List.of("already_imported", "already_imported"), update(lines).results());
      assertEquals("B", firstName("ada"));
    }
    assertEquals(entries, rows.count("audit_entry"));
  }

  @Test
  void aRepeatedFileOfSeveralBatchesChangesNothing() throws Exception {
    var lines =
        IntStream.range(0, 1000)
            .mapToObj(i -> "{\"username\": \"u%d\", \"first_name\": \"%d\"}".formatted(i % 600, i))
            .toArray(String[]::new);
    assertEquals(
        "600 imported, 400 updated, 0 already imported, 0 refused.\n", update(lines).err());
    assertEquals("0 imported, 1000 already imported, 0 refused.\n", update(lines).err());
    assertEquals("600", firstName("u0"));
    assertEquals("599", firstName("u599"));
  }

  @Test
  void theLastLineOfAnAccountWinsEvenIfItOccurredBefore() throws Exception {
    var a = "{\"username\": \"ada\", \"first_name\": \"A\"}";
    var b = "{\"username\": \"ada\", \"first_name\": \"B\"}";
    assertEquals(List.of("imported", "updated", "updated"), update(a, b, a).results());
    assertEquals("A", firstName("ada"));
    assertEquals(
        List.of("already_imported", "already_imported", "already_imported"),
        update(a, b, a).results());
    update(a, b);
    assertEquals("B", firstName("ada"));
  }

  @Test
  void aFileThatCanBeReadOnlyOnceIsRefused() {
    var run = imports.run(Path.of("-"), "--update");
    assertEquals(1, run.exit());
    assertEquals("--update reads its file twice; state a regular file.\n", run.err());
  }

  @Test
  void anAccountIsIdentifiedByItsId() throws Exception {
    imports.run("{\"user_id\": \"" + ID + "\", \"username\": \"ada\"}");
    var run = update("{\"user_id\": \"" + ID + "\", \"username\": \"lovelace\"}");
    assertEquals(List.of("updated"), run.results());
    assertEquals("lovelace", account(ID).get("username").textValue());
  }

  @Test
  void aPasswordThatWasUsedHereIsRetained() throws Exception {
    imports.run(Imports.line("ada", Imports.BCRYPT));
    assertEquals(200, imports.login("ada", Imports.PASSWORD).status());
    var hash = imports.hashOf("ada");
    assertEquals(List.of("updated"), update(Imports.line("ada", Imports.PBKDF2)).results());
    assertEquals(hash, imports.hashOf("ada"));
  }

  @Test
  void aDisabledAccountLosesItsSessions() throws Exception {
    imports.run(Imports.line("ada", Imports.BCRYPT));
    var token = service.token("ada", Imports.PASSWORD);
    assertEquals(
        List.of("updated"), update("{\"username\": \"ada\", \"enabled\": false}").results());
    assertEquals("not_enabled", imports.login("ada", Imports.PASSWORD).code());
    update("{\"username\": \"ada\", \"enabled\": true}");
    assertEquals(
        "unauthenticated", service.client().call("RequestAccountData", Map.of(), token).code());
  }

  @Test
  void refusedCorrectionsChangeNothing() throws Exception {
    service.account("taken");
    var id = imports.run("{\"username\": \"ada\", \"user_id\": \"" + ID + "\"}").ids().get(0);
    imports.run("{\"username\": \"bob\", \"user_email\": \"bob@example.org\"}");
    var run =
        update(
            "{\"username\": \"taken\", \"first_name\": \"A\"}",
            "{\"username\": \"ada\", \"first_name\": \"A\", \"user_email\": \"bob@example.org\"}",
            "{\"username\": \"ada\", \"first_name\": \"A\", \"roles\": [\"nothing\"]}",
            "{\"username\": \"ada\", \"first_name\": \"A\", \"number\": 99}",
            "{\"username\": \"bob\", \"first_name\": \"B\"}");
    assertEquals(
        List.of("username_taken", "email_taken", "unknown_role", "invalid_fields", "updated"),
        run.said().stream()
            .map(line -> line.at("/error/code").asText(line.get("result").textValue()))
            .toList());
    assertTrue(account(id).path("first_name").isNull(), "first_name");
    assertEquals("B", firstName("bob"));
  }

  @Test
  void theLastAdministratorRemains() throws Exception {
    rows.change("delete from account_role where role_id = (select id from role where level = 20)");
    imports.run(
        "{\"username\": \"ada\", \"roles\": [\"admin\"], \"password_hash\": \"%s\"}"
            .formatted(Imports.BCRYPT));
    var run = update("{\"username\": \"ada\", \"roles\": [\"user\"]}");
    assertEquals("last_administrator", run.said().get(0).at("/error/code").textValue());
  }
}
