package warren.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The errors that a client reports before it sends anything. */
class ClientSettingsTest {
  private static final String URI = "amqp://guest:guest@127.0.0.1:1";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1",
        "http://guest:secret@127.0.0.1",
        // amqp-client would go to this machine instead
        "amqp://guest:secret@under_score:5672",
        "amqp:///vhost",
        "//127.0.0.1",
        "amqp://:@127.0.0.1",
        "amqp://guest:sec ret@127.0.0.1",
        "amqp://guest:secret@127.0.0.1/a/b"
      })
  void anAddressThatCannotBeReadIsRefusedWithoutBeingQuoted(String uri) {
    var refused = assertThrows(IllegalArgumentException.class, () -> WarrenClient.builder(uri));
    assertEquals(
        "The broker's address must look like amqp://user:password@host:port/vhost, or with several hosts like"
            + " amqp://user:password@host1,host2/vhost.",
        refused.getMessage());
    assertEquals(null, refused.getCause());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.0009S", "PT-1S", "PT24H0.001S"})
  void aTimeoutThatIsTooShortOrTooLongIsRefused(String timeout) {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> WarrenClient.builder(URI).timeout(Duration.parse(timeout)));
    assertEquals("a timeout is 1 ms to a day, not " + timeout, refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0.001S", "PT24H"})
  void aTimeoutMayBeThat(String timeout) {
    WarrenClient.builder(URI).timeout(Duration.parse(timeout));
  }

  @ParameterizedTest
  @CsvSource({"x, 129", "€, 128"})
  void aMessageIdThatIsTooLongIsRefused(String character, int count) {
    var options = new CallOptions(Duration.ofSeconds(1), false, () -> null, null, null, null);
    assertThrows(
        IllegalArgumentException.class, () -> options.withMessageId(character.repeat(count)));
    options.withMessageId("x".repeat(128));
    options.withMessageId("€".repeat(85));
  }

  @Test
  void aBrokerThatIsNotAvailableIsReported() throws Exception {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThrows(
        IOException.class, () -> WarrenClient.connect("amqp://guest:guest@127.0.0.1:" + port));
  }
}
