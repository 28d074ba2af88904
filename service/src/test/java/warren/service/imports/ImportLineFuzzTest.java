package warren.service.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.service.identity.NameKey;
import warren.service.passwords.Passwords;

/** Any file is read to its end, and each of its accounts is read or refused. */
class ImportLineFuzzTest {
  private static final Set<ErrorCode> REFUSALS =
      Set.of(ErrorCode.MALFORMED, ErrorCode.INVALID_FIELDS, ErrorCode.TOO_LARGE);

  private static final FirebaseParameters FIREBASE =
      new FirebaseParameters(Secret.of("c2FsdHNhbHRzYWx0c2FsdA=="), "Bw==", 8, 14);

  @FuzzTest(maxDuration = "60s")
  void everyLineIsReadOrRefused(byte[] file) throws IOException {
    for (var map : Arrays.asList(null, "django", "keycloak", "auth0", "firebase")) {
      readAll(file, map);
    }
  }

  private static void readAll(byte[] bytes, @Nullable String map) throws IOException {
    var options = new ImportOptions(map, Set.of(), null, FIREBASE);
    try (var file = new ImportFile(new ByteArrayInputStream(bytes), options)) {
      for (var line = file.next(); line.isPresent(); line = file.next()) {
        check(line.get());
      }
    }
  }

  private static void check(ImportedLine line) {
    var refusal = line.refusal();
    if (refusal != null) {
      assertTrue(REFUSALS.contains(refusal.code()), refusal.toString());
      return;
    }
    var account = line.requireAccount();
    try {
      NameKey.requireVisible("username", account.username());
      Passwords.imported(account.passwordHash());
    } catch (RefusedException e) {
      assertEquals(ErrorCode.INVALID_FIELDS, e.refusal().code());
    }
  }
}
