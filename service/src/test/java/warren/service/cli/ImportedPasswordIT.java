package warren.service.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** {@code warren import}: passwords of imported accounts, with hashes of another program. */
@WarrenTest
class ImportedPasswordIT {
  private static final String ARGON2I =
      "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$gp8r9IuBP2Bz6oNYCuVRv+Bjvp3afsPqRHrQIWzZklk";
  private static final String ARGON2ID =
      "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$wZeUqErRQM9fr7+3IJVQyFsb5QPhYeqkXwNGZgBH/L4";

  private static final String SCRYPT =
      "scrypt$16$saltsalt$1$1$+b6YUFOGPBdh2GKHxbPLqOfaZ8EJ8eynNmEMBch66KU7TteTh32XyG7VuSQBkow83HIF"
          + "5wc1YXb8RjFpKjQwgw==";
  private static final String FIREBASE =
      "firebase_scrypt$1$4$jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYU"
          + "SDzZvpjeJ9WmXA==$Bw==$c2FsdHNhbHQ=$/GF++oY4NgbNOszdsJVo2SOT7MXio6uENKy5naedzYPu+3Dt9B1"
          + "JBAAtBlV7XT+FCk39vYPNhLUca2vDmXvBaA==";

  private final TestService service;
  private final Rows rows;
  private final Imports imports;

  ImportedPasswordIT(TestService service, Rows rows, @TempDir Path folder) {
    this.service = service;
    this.rows = rows;
    this.imports = new Imports(service, rows, folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bcrypt|" + Imports.BCRYPT,
        "django|" + Imports.PBKDF2,
        "bcrypt_sha256|bcrypt_sha256$$2b$04$KZtS2jyRnzhL.hu831EWDeGIuLaaMrUV5fZR2r3t/HyIGJrXG01k2",
        "crypt|$5$saltsaltsaltsalt$zcDYc27eXob1NirgOgQemctlfqs7M0bmVNiiHjii/l5",
        "werkzeug|pbkdf2:sha1:1000$saltsaltsaltsalt$35c0368f222cdc7525411c05461042b97c441499",
        "scrypt|" + SCRYPT,
        "firebase|" + FIREBASE,
        "phpass|$P$5UdoKwPVGWbeER9.ilNKL1zVYu.E9b.",
        "ldap|{SSHA}zIG+raDRT2SqDUB8kUwSqWILAfNFyDkn",
        "passlib|$pbkdf2-sha256$1000$./9zYWx0c2FsdHNhbHQ$GBTBQczhfKD5VCuC6RKLDlocrzEWzjpJS/ZvbytEKlk",
        "argon2i|" + ARGON2I,
        "argon2id|" + ARGON2ID
      })
  void theOldPasswordLogsInAndIsHashedAgain(String username, String hash) throws Exception {
    var run = imports.run(Imports.line(username, hash));
    assertEquals(0, run.exit(), run.err());
    assertEquals("1 imported, 0 already imported, 0 refused.\n", run.err());
    assertEquals(
        Imports.json(
            "{\"line\": 1, \"result\": \"imported\", \"user_id\": \"%s\"}"
                .formatted(rows.account(username))),
        run.said().get(0));
    assertEquals("imported:" + hash, imports.hashOf(username));

    assertEquals("bad_credentials", imports.login(username, Imports.PASSWORD + "!").code());
    assertEquals("imported:" + hash, imports.hashOf(username));
    assertEquals(200, imports.login(username, Imports.PASSWORD).status());
    assertTrue(
        imports.hashOf(username).startsWith("$argon2id$v=19$m=64,t=1,p=1$"),
        imports.hashOf(username));
    assertFalse(imports.hashOf(username).equals(hash));
    assertEquals(200, imports.login(username, Imports.PASSWORD).status());
  }

  @Test
  void aLoginAttemptOnAnImportedHashTakesAtLeastOneArgon2Verification() throws Exception {
    assertEquals(List.of("imported"), imports.run(Imports.line("ada", Imports.BCRYPT)).results());
    var before = service.verifications();
    assertEquals("bad_credentials", imports.login("ada", "wrong").code());
    assertEquals(1, service.verifications() - before);
    assertEquals(200, imports.login("ada", Imports.PASSWORD).status());
    assertEquals(2, service.verifications() - before);
  }

  @Test
  void theOldPasswordCanBeChanged() throws Exception {
    imports.run(Imports.line("ada", Imports.PBKDF2));
    var change =
        Map.of(
            "username",
            "ada",
            "old_password",
            Imports.PASSWORD,
            "new_password",
            "staple in a stable");
    assertEquals(200, service.client().call("RequestAccountPasswordUpdate", change).status());
    assertEquals("bad_credentials", imports.login("ada", Imports.PASSWORD).code());
    assertEquals(200, imports.login("ada", "staple in a stable").status());
  }

  @Test
  void anAccountWithoutAHashRequiresAPasswordReset() throws Exception {
    var run =
        imports.run(
            "{\"username\": \"ada\"}", "{\"username\": \"bob\", \"password_hash\": \"!x\"}");
    assertEquals(List.of("imported", "imported"), run.results());
    assertEquals("bad_credentials", imports.login("ada", "!").code());
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
    assertEquals(200, imports.login("ada", "staple in a stable").status());
  }
}
