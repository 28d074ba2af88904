package warren.service.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** {@code warren import --update}: the account of a line after renames and deletions. */
@WarrenTest
class ImportIdentityIT {
  private final TestService service;
  private final Rows rows;
  private final Imports imports;
  private UUID ada = new UUID(0, 0);

  ImportIdentityIT(TestService service, Rows rows, @TempDir Path folder) {
    this.service = service;
    this.rows = rows;
    this.imports = new Imports(service, rows, folder);
  }

  @BeforeEach
  void importAccount() throws Exception {
    ada = imports.run(Imports.line("ada", Imports.BCRYPT)).ids().get(0);
  }

  private Imports.Run update(String... lines) throws Exception {
    return imports.run(imports.file(lines), "--update");
  }

  private JsonNode call(String operation, Map<String, String> request) throws Exception {
    var reply = service.client().call(operation, request, service.adminToken());
    assertEquals(200, reply.status(), operation);
    return reply.data();
  }

  private void rename(UUID account, String username) throws Exception {
    call("UpdateAccount", Map.of("user_id", account.toString(), "username", username));
  }

  private JsonNode account(UUID account) throws Exception {
    return call("RequestAccountData", Map.of("user_id", account.toString()));
  }

  private static String problem(Imports.Run run) {
    return run.said().get(0).at("/error/fields").toString();
  }

  @Test
  void aRenamedAccountIsCorrectedAndRetainsItsName() throws Exception {
    rename(ada, "lovelace");
    var run = update("{\"username\": \"ADA\", \"first_name\": \"Ada\"}");
    assertEquals(List.of("updated"), run.results());
    assertEquals(List.of(ada), run.ids());
    assertEquals("lovelace", account(ada).get("username").textValue());
    assertEquals("Ada", account(ada).get("first_name").textValue());
    assertEquals(2, rows.count("account"));
  }

  @Test
  void anotherAccountWithTheNameIsNotChanged() throws Exception {
    var bob = imports.run(Imports.line("bob", Imports.BCRYPT)).ids().get(0);
    rename(ada, "ada2");
    rename(bob, "ada");
    var run =
        update(
            "{\"username\": \"ada\", \"roles\": [\"admin\"], \"user_email\": \"a@example.org\"}");
    assertEquals(List.of(ada), run.ids());
    assertEquals("admin", account(ada).get("role").textValue());
    assertEquals("user", account(bob).get("role").textValue());
    assertEquals(true, account(bob).path("user_email").isNull(), "user_email");
  }

  @Test
  void aDeletedAccountIsNotCreatedAgain() throws Exception {
    call("RequestAccountDelete", Map.of("user_id", ada.toString()));
    var message = "[\"belongs to an account that was imported and deleted since\"]}";
    var byName = update(Imports.line("ada", Imports.PBKDF2));
    assertEquals("{\"username\":" + message, problem(byName));
    var byId = update("{\"user_id\": \"" + ada + "\", \"username\": \"other\"}");
    assertEquals("{\"user_id\":" + message, problem(byId));
    assertEquals(1, rows.count("account where erased_at is null"));
  }

  @Test
  void aNameThatWasImportedForAnotherNameRequiresAnId() throws Exception {
    rename(ada, "lovelace");
    assertEquals(
        "{\"username\":[\"belongs to an account that was imported with another one: state the"
            + " user_id\"]}",
        problem(update("{\"username\": \"lovelace\", \"first_name\": \"Ada\"}")));
    assertEquals(
        List.of(ada), update("{\"user_id\": \"" + ada + "\", \"username\": \"lovelace\"}").ids());
    assertEquals(
        List.of(ada), update("{\"username\": \"lovelace\", \"first_name\": \"Ada\"}").ids());
  }

  @Test
  void aNameThatWasImportedForSeveralAccountsRequiresAnId() throws Exception {
    rename(ada, "lovelace");
    var second = imports.run(Imports.line("ada", Imports.PBKDF2)).ids().get(0);
    assertEquals(
        "{\"username\":[\"was imported for several accounts: state the user_id\"]}",
        problem(update("{\"username\": \"ada\", \"first_name\": \"Ada\"}")));
    call("RequestAccountDelete", Map.of("user_id", second.toString()));
    assertEquals(List.of(ada), update("{\"username\": \"ada\", \"first_name\": \"Ada\"}").ids());
  }
}
