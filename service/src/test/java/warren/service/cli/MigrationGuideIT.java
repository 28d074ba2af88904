package warren.service.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** The guides docs/migrate-from-….md: their files are imported by their commands. */
@WarrenTest
class MigrationGuideIT {
  private static final Path DOCS = Path.of("..", "docs");

  /** A file in the format of another program, followed by the command that imports it. */
  private static final Pattern EXAMPLE =
      Pattern.compile("```json\n(.+?)```.*?```\n\\./warren ([^\n]+)\n```", Pattern.DOTALL);

  private final TestService service;
  private final Rows rows;
  private final Imports imports;
  private final Path folder;

  MigrationGuideIT(TestService service, Rows rows, @TempDir Path folder) {
    this.service = service;
    this.rows = rows;
    this.imports = new Imports(service, rows, folder);
    this.folder = folder;
  }

  @BeforeEach
  void createGroup() {
    rows.change(
        "insert into account_group (name, name_key, created_at, updated_at)"
            + " values ('Editors', 'editors', now(), now())");
  }

  @Test
  void django() throws Exception {
    var run = run("migrate-from-django.md", 0);

    assertEquals(
        """
        1 imported, 0 already imported, 0 refused.
        Fields without a counterpart were not imported: is_staff (1).
        """,
        run.err());
    var account = account(run);
    assertPerson("ada", "ada@example.org", "Ada", "Lovelace", account);
    assertEquals("Editors", account.at("/groups/0/name").textValue());
    assertEquals("2015-12-10T12:00:00Z", account.get("created_at").textValue());
    assertEquals("2024-03-01T08:15:00.123Z", account.get("last_login").textValue());
    assertEquals(200, imports.login("ada", Imports.PASSWORD).status());
  }

  @Test
  void keycloak() throws Exception {
    var run = run("migrate-from-keycloak.md", 0);

    assertEquals(
        """
        1 imported, 0 already imported, 0 refused.
        Fields without a counterpart were not imported: emailVerified (1), realmRoles (1).
        """,
        run.err());
    assertEquals("5a1c2b7e-6d1f-4f0e-9a53-6f3f8f3f0c11", run.ids().get(0).toString());
    var account = account(run);
    assertPerson("ada", "ada@example.org", "Ada", "Lovelace", account);
    assertEquals("Editors", account.at("/groups/0/name").textValue());
    assertEquals("2015-12-10T12:00:00Z", account.get("created_at").textValue());
    assertEquals(200, imports.login("ada", Imports.PASSWORD).status());
  }

  @Test
  void firebase() throws Exception {
    var run = run("migrate-from-firebase-auth0.md", 0);

    assertEquals(
        """
        1 imported, 0 already imported, 0 refused.
        Fields without a counterpart were not imported: emailVerified (1).
        """,
        run.err());
    var account = account(run);
    assertPerson("user1@example.org", "user1@example.org", "User One", null, account);
    assertEquals("2015-12-10T12:00:00Z", account.get("created_at").textValue());
    assertEquals("2020-02-29T12:00:00Z", account.get("last_login").textValue());
    assertEquals(200, imports.login("user1@example.org", "user1password").status());
  }

  @Test
  void auth0() throws Exception {
    var run = run("migrate-from-firebase-auth0.md", 1);

    assertEquals(
        """
        1 imported, 0 already imported, 0 refused.
        Fields without a counterpart were not imported: _id (1), _tmp_is_unique (1), connection \
        (1), email_verified (1), password_set_date (1), tenant (1).
        """,
        run.err());
    assertPerson("ada@example.org", "ada@example.org", null, null, account(run));
    assertEquals(200, imports.login("ada@example.org", Imports.PASSWORD).status());
  }

  private Imports.Run run(String guide, int example) throws Exception {
    var matches = EXAMPLE.matcher(Files.readString(DOCS.resolve(guide))).results().toList();
    var arguments = List.of(matches.get(example).group(2).split(" "));
    var last = arguments.size() - 1;
    var file = folder.resolve(arguments.get(last));
    Files.writeString(file, matches.get(example).group(1));
    return imports.run(file, arguments.subList(1, last).toArray(String[]::new));
  }

  private JsonNode account(Imports.Run run) throws Exception {
    assertEquals(0, run.exit());
    return service
        .client()
        .call(
            "RequestAccountData",
            Map.of("user_id", run.ids().get(0).toString()),
            service.adminToken())
        .data();
  }

  private static void assertPerson(
      String username,
      String email,
      @Nullable String firstName,
      @Nullable String lastName,
      JsonNode account) {
    assertEquals(username, account.get("username").textValue());
    assertEquals(email, account.get("user_email").textValue());
    assertEquals(firstName, account.path("first_name").textValue());
    assertEquals(lastName, account.path("last_name").textValue());
    assertEquals(true, account.get("enabled").booleanValue());
  }
}
