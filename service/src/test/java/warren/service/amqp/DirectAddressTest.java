package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DirectAddressTest {
  private static final String KEY = "P38Wj6yVJKAzojAKd3cq3g==";

  /** {@code reply@29834596}. */
  private static final String NODE = "7265706c79403239383334353936";

  private static final String NUMBERS = "000002b000000000";

  private static Optional<String> route(String pid) {
    return DirectAddress.route("amq.rabbitmq.reply-to." + pid + "." + KEY);
  }

  private static Optional<String> routeOfTerm(String hex) {
    return route(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)));
  }

  @Test
  void anAddressOfRabbitMq310LeadsToItsNode() {
    assertEquals(
        Optional.of("reply@29834596"), route("g1h2AA5yZXBseUAyOTgzNDU5NgAAArAAAAAAawBINw=="));
  }

  @Test
  void processesOfOtherReleasesAreKnown() {
    var node = Optional.of("reply@29834596");
    assertEquals(node, routeOfTerm("835877" + "0e" + NODE + NUMBERS + "6b004837"));
    assertEquals(node, routeOfTerm("835864" + "000e" + NODE + NUMBERS + "6b004837"));
    assertEquals(node, routeOfTerm("836764" + "000e" + NODE + NUMBERS + "03"));
  }

  @Test
  void processNumbersBeyondTheOldLimitHaveTheirOwnRoute() {
    var node = Optional.of("reply@29834596");
    var before = "835877" + "0e" + NODE;
    assertEquals(node, routeOfTerm(before + "00007fff" + "00001fff" + "6b004837"));
    for (var numbers :
        new String[] {"00008000" + "00000000", "00000000" + "00002000", "ffffffff00000000"}) {
      var pid =
          Base64.getEncoder()
              .encodeToString(HexFormat.of().parseHex(before + numbers + "6b004837"));
      assertEquals(Optional.of("amq.rabbitmq.reply-to." + pid + "." + KEY), route(pid));
    }
  }

  @Test
  void everyOtherNameHasNoRoute() {
    assertEquals(Optional.empty(), routeOfTerm(""));
    assertEquals(Optional.empty(), routeOfTerm("83"));
    assertEquals(Optional.empty(), routeOfTerm("835877"));
    assertEquals(Optional.empty(), routeOfTerm("835877" + "0e" + NODE + NUMBERS));
    assertEquals(Optional.empty(), routeOfTerm("835877" + "0e" + NODE + NUMBERS + "6b00483700"));
    assertEquals(Optional.empty(), routeOfTerm("835877" + "ff" + NODE + NUMBERS + "6b004837"));
    assertEquals(Optional.empty(), routeOfTerm("826877" + "0e" + NODE + NUMBERS + "6b004837"));
    assertEquals(Optional.empty(), routeOfTerm("836877" + "0e" + NODE + NUMBERS + "6b004837"));
    assertEquals(Optional.empty(), routeOfTerm("835870" + "0e" + NODE + NUMBERS + "6b004837"));
  }
}
