package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Set;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.json.Json;
import warren.contracts.json.RecordReader;
import warren.service.identity.NameKey;
import warren.service.passwords.Passwords;

/** Any line of an import is read or refused. */
class ImportLineFuzzTest {
  private static final RecordReader<ImportedAccount> READER =
      RecordReader.of(ImportedAccount.class);

  private static final Set<ErrorCode> REFUSALS =
      Set.of(ErrorCode.MALFORMED, ErrorCode.INVALID_FIELDS);

  @FuzzTest(maxDuration = "60s")
  void everyLineIsReadOrRefused(byte[] line) {
    try {
      var account = READER.read(Json.parse(line));
      NameKey.requireVisible("username", account.username());
      Passwords.imported(account.passwordHash());
    } catch (RefusedException e) {
      assertTrue(REFUSALS.contains(e.refusal().code()), e.refusal().toString());
    }
  }
}
