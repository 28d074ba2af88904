package warren.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class BrokerPasswordTest {
  @Test
  void theHashEqualsTheExampleInRabbitMqsDocumentation() {
    byte[] salt = HexFormat.of().parseHex("908dc60a");

    assertEquals(
        "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR", BrokerPassword.hash(salt, "test12"));
  }
}
