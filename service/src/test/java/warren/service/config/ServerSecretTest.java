package warren.service.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import warren.contracts.Secret;

class ServerSecretTest {
  private static final ServerSecret SECRET = secret(Given.SECRET);

  private static ServerSecret secret(String text) {
    return new ServerSecret(Secret.of(text), Optional.empty());
  }

  @Test
  void theHmacEqualsTheTestVectorOfRfc4231() {
    var key = new SecretKeySpec("Jefe".getBytes(UTF_8), "HmacSHA256");
    assertEquals(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        HexFormat.of()
            .formatHex(ServerSecret.hmac(key, "what do ya want for nothing?".getBytes(UTF_8))));
  }

  @Test
  void aKeyHas256BitsAndIsTheSameInEveryProcess() {
    assertEquals(SECRET.keyFor("tokens"), secret(Given.SECRET).keyFor("tokens"));
    assertEquals(32, SECRET.keyFor("tokens").getEncoded().length);
  }

  @Test
  void eachPurposeAndEachSecretHasItsOwnKey() {
    assertNotEquals(SECRET.keyFor("tokens"), SECRET.keyFor("replies"));
    assertNotEquals(SECRET.keyFor("tokens"), secret(Given.SECRET + "x").keyFor("tokens"));
  }

  @Test
  void thePreviousSecretHasTheKeysThatItHadAsTheSecret() {
    assertEquals(Optional.empty(), SECRET.previousKeyFor("tokens"));
    var next = "the next secret, of 32 characters";
    var changed = Given.settings("WARREN_SECRET", next, "WARREN_SECRET_PREVIOUS", Given.SECRET);
    assertEquals(secret(next).keyFor("tokens"), changed.secret().keyFor("tokens"));
    assertEquals(Optional.of(SECRET.keyFor("tokens")), changed.secret().previousKeyFor("tokens"));
  }

  @Test
  void toStringDoesNotContainTheSecret() {
    assertEquals("(secret)", SECRET.toString());
  }
}
