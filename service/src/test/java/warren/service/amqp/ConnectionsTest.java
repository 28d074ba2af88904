package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.Secret;
import warren.settings.StartException;

class ConnectionsTest {
  @Test
  void anAddressIsTakenApart() {
    var factory = Connections.to(Secret.of("amqp://me:p%3Aw@broker:5673/a%2Fb"));
    assertEquals("broker", factory.getHost());
    assertEquals(5673, factory.getPort());
    assertEquals("me", factory.getUsername());
    assertEquals("p:w", factory.getPassword());
    assertEquals("a/b", factory.getVirtualHost());
    assertFalse(factory.isSSL());
  }

  @Test
  void tlsIsSpokenWhereItIsAskedFor() {
    assertTrue(Connections.to(Secret.of("amqps://broker")).isSSL());
  }

  @Test
  void automaticRecoveryIsDisabled() {
    var factory = Connections.to(Secret.of("amqp://broker"));
    assertFalse(factory.isAutomaticRecoveryEnabled());
    assertFalse(factory.isTopologyRecoveryEnabled());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amqp://guest:hun:ter2@broker",
        "amqp://guest:hunter2 @broker",
        "amqp://guest:hunter2@broker/a/hunter2",
        "amqp://guest:hunter2@broker?heartbeat=hunter2",
        "http://guest:hunter2@broker"
      })
  void anUnusableAddressIsNotQuoted(String uri) {
    var thrown = assertThrows(StartException.class, () -> Connections.to(Secret.of(uri)));
    assertEquals(
        "WARREN_AMQP_URI must look like amqp://user:password@host:port/vhost", thrown.getMessage());
    assertNull(thrown.getCause());
  }
}
