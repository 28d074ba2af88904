package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import warren.contracts.RefusedException;

/** Parameters at the limits of the formats are accepted; those beyond them are refused. */
final class ImportedHashLimitTest {
  private static final String SHA1_DIGEST = "zqPgE6pLyvpTQq0NXydGqK4TvuU=";
  private static final String HEX_DIGEST = "35c0368f222cdc7525411c05461042b97c441499";
  private static final String BCRYPT_DIGEST =
      "abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS";
  private static final String SHA256_CRYPT_DIGEST = "DoN2WcBhpG46VIH/EyfZvcagZwm42q0Yk.N4cUSDxm1";

  @ParameterizedTest
  @CsvSource({"03,false", "04,true", "16,true", "17,false"})
  void bcryptSha256(String cost, boolean accepted) {
    assertLimited(
        accepted, HashFormat.BCRYPT_SHA256, "bcrypt_sha256$$2b$" + cost + "$" + BCRYPT_DIGEST);
  }

  @ParameterizedTest
  @CsvSource({"999,false", "1000,true", "1000000,true", "1000001,false", "999999999,false"})
  void sha2Crypt(String rounds, boolean accepted) {
    assertLimited(
        accepted,
        HashFormat.SHA2_CRYPT,
        "$5$rounds=" + rounds + "$saltsalt$" + SHA256_CRYPT_DIGEST);
  }

  @ParameterizedTest
  @CsvSource({"0,false", "1,true", "2000000,true", "2000001,false", "999999999,false"})
  void pbkdf2(String iterations, boolean accepted) {
    var formats =
        Map.of(
            HashFormat.PBKDF2_DJANGO, "pbkdf2_sha1$" + iterations + "$salt$" + SHA1_DIGEST,
            HashFormat.PBKDF2_WERKZEUG, "pbkdf2:sha512:" + iterations + "$salt$" + HEX_DIGEST,
            HashFormat.PBKDF2_PHC, "$pbkdf2-sha512$i=" + iterations + "$c2FsdA$" + SHA1_DIGEST);
    formats.forEach((format, text) -> assertLimited(accepted, format, text));
  }

  @ParameterizedTest
  @CsvSource({"0,false", "1,true", "2000000,true", "2000001,false", "-1,false"})
  void aspNet(int iterations, boolean accepted) {
    assertLimited(accepted, HashFormat.PBKDF2_ASP_NET, aspNet(2, iterations, 16, 16));
  }

  private static String aspNet(int function, int iterations, int saltLength, int bytes) {
    var data = ByteBuffer.allocate(13 + bytes + saltLength).put((byte) 1);
    data.putInt(function).putInt(iterations).putInt(saltLength);
    return Base64.getEncoder().encodeToString(data.array());
  }

  @ParameterizedTest
  @CsvSource({
    "32768,8,16,true",
    "32768,8,17,false",
    "65536,8,1,false",
    "32768,9,1,false",
    "2,1,1,true",
    "1024,1,4096,true",
    "1024,1,4097,false"
  })
  void scrypt(String n, String r, String p, boolean accepted) {
    var django = "scrypt$" + n + "$salt$" + r + "$" + p + "$" + SHA1_DIGEST;
    var werkzeug = "scrypt:" + n + ":" + r + ":" + p + "$salt$" + HEX_DIGEST;
    assertLimited(accepted, HashFormat.SCRYPT_DJANGO, django);
    assertLimited(accepted, HashFormat.SCRYPT_WERKZEUG, werkzeug);
  }

  @ParameterizedTest
  @CsvSource({"8,15,true", "9,15,false", "8,16,false", "8,62,false", "8,68,false"})
  void firebase(String rounds, String memCost, boolean accepted) {
    assertLimited(
        accepted,
        HashFormat.FIREBASE,
        "firebase_scrypt$%s$%s$%s$$c2FsdA$%s".formatted(rounds, memCost, SHA1_DIGEST, SHA1_DIGEST));
  }

  @ParameterizedTest
  @CsvSource({"4,false", "5,true", "I,true", "J,false"})
  void phpass(String cost, boolean accepted) {
    assertLimited(accepted, HashFormat.PHPASS, "$P$" + cost + "UdoKwPVGWbeER9.ilNKL1zVYu.E9b.");
  }

  private static void assertLimited(boolean accepted, HashFormat format, String text) {
    if (accepted) {
      assertEquals(format.title(), HashFormat.read(text).toString());
    } else {
      assertRefused(
          "exceeds the limits of %s: %s".formatted(format.title(), format.limits()), text);
    }
  }

  private static void assertRefused(String problem, String text) {
    var refused = assertThrows(RefusedException.class, () -> HashFormat.read(text));
    assertEquals(Map.of("password_hash", List.of(problem)), refused.refusal().fields());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scrypt$3$salt$8$1$%s|has parameters that scrypt does not allow (RFC 7914)",
        "scrypt$1$salt$8$1$%s|has parameters that scrypt does not allow (RFC 7914)",
        "scrypt$16$salt$0$1$%s|has parameters that scrypt does not allow (RFC 7914)",
        "scrypt$16$salt$1$0$%s|has parameters that scrypt does not allow (RFC 7914)",
        "scrypt$65536$salt$1$1$%s|has parameters that scrypt does not allow (RFC 7914)",
        "firebase_scrypt$8$4$c2FsdA==$$c2FsdA$%s|contains a digest that is not as long as the"
            + " project's key",
        "$pbkdf2-sha256$1000$c2FsdA$c2FsdHNhbHRzYWx0c2E|contains a digest of the wrong length",
        "$pbkdf2-sha256$1000$c$%s|contains a part that is not Base64",
        "{SSHA}%s|contains no salt",
        "$6$salt$" + SHA256_CRYPT_DIGEST + "|contains a digest of the wrong length"
      })
  void partsThatDoNotFitAreRefused(String text, String problem) {
    assertRefused(problem, text.formatted(SHA1_DIGEST));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3|16|16|names an unknown function",
        "1|16|15|contains a digest of the wrong length",
        "1|0|16|contains a salt of the wrong length",
        "1|-1|29|is truncated"
      })
  void inconsistentDataOfAspNetIsRefused(int function, int saltLength, int bytes, String problem) {
    assertRefused(problem, aspNet(function, 1, saltLength, bytes));
  }
}
