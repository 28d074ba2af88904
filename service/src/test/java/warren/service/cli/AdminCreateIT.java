package warren.service.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.service.support.Program;
import warren.service.support.Rows;
import warren.service.support.TestServers;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** {@code warren admin create}. */
@WarrenTest
class AdminCreateIT {
  private static final String PASSWORD = "staple in a stable";

  private final TestService service;
  private final Rows rows;

  AdminCreateIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  private Program create(String password, String... arguments) throws Exception {
    var settings = TestService.settings(service.place(), Map.of());
    return Program.start(settings, arguments).type(password);
  }

  private void assertRefused(String sentence, String password, String... arguments)
      throws Exception {
    try (var program = create(password, arguments)) {
      assertEquals(1, program.exit());
      assertEquals("", program.out());
      assertEquals(sentence + "\n", program.err());
    }
  }

  @Test
  void theNewAdministratorLogsInAndHoldsEverything() throws Exception {
    try (var program = create(PASSWORD, "admin", "create", "root", "--email", "root@example.org")) {
      assertEquals(0, program.exit(), program.err());
      assertEquals(rows.account("root") + "\n", program.out());
      assertEquals("", program.err());
    }
    var account =
        service.client().call("RequestAccountData", Map.of(), service.token("root", PASSWORD));
    assertEquals("admin", account.data().get("role").textValue());
    assertEquals("root@example.org", account.data().get("user_email").textValue());
    assertEquals(
        1,
        rows.count(
            "audit_entry where operation = 'admin create' and outcome = 'ok' and account_id = ?",
            rows.account("root")));
  }

  @Test
  void aTakenNameIsReported() throws Exception {
    service.account("ada");
    assertRefused("This username is taken. username is taken.", PASSWORD, "admin", "create", "ADA");
    assertEquals("user", rows.rolesOf("ada").get(0));
  }

  @Test
  void aWeakPasswordIsReported() throws Exception {
    assertRefused(
        "The password may not be used. password must have at least 8 characters.",
        "1234",
        "admin",
        "create",
        "bob");
  }

  @Test
  void anInvalidUsernameIsReported() throws Exception {
    assertRefused(
        "One or more fields are not valid. username must be at most 150 characters.",
        PASSWORD,
        "admin",
        "create",
        "x".repeat(151));
  }

  @Test
  void aDatabaseWithoutTheSchemaIsReported() throws Exception {
    var settings = TestService.settings(TestServers.takeUnmigrated(), Map.of());
    try (var program = Program.start(settings, "admin", "create", "root").type(PASSWORD)) {
      assertEquals(1, program.exit());
      assertEquals(
          "The database's schema is not up to date: run `warren migrate` first.\n", program.err());
    }
  }

  @Test
  void theFirstAdministratorIsInTheAuditToo() {
    assertEquals(
        1,
        rows.count(
            "audit_entry where operation = 'serve' and outcome = 'ok' and account_id = ?",
            rows.account("admin")));
  }
}
