package warren.service.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import warren.contracts.Secret;

class ServerSecretTest {
  private static final ServerSecret SECRET = secret(Given.SECRET);

  private static ServerSecret secret(String text) {
    return new ServerSecret(Secret.of(text));
  }

  @Test
  void theHmacIsThatOfRfc4231() {
    var key = new SecretKeySpec("Jefe".getBytes(UTF_8), "HmacSHA256");
    assertEquals(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        HexFormat.of()
            .formatHex(ServerSecret.hmac(key, "what do ya want for nothing?".getBytes(UTF_8))));
  }

  @Test
  void aKeyIsTheSameOnEveryProcessAndHas256Bits() {
    assertEquals(SECRET.keyFor("tokens"), secret(Given.SECRET).keyFor("tokens"));
    assertEquals(32, SECRET.keyFor("tokens").getEncoded().length);
  }

  @Test
  void eachPurposeAndEachSecretHasItsOwnKey() {
    assertNotEquals(SECRET.keyFor("tokens"), SECRET.keyFor("replies"));
    assertNotEquals(SECRET.keyFor("tokens"), secret(Given.SECRET + "x").keyFor("tokens"));
  }

  @Test
  void toStringRevealsNothing() {
    assertEquals("(secret)", SECRET.toString());
  }
}
