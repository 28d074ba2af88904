package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.Secret;
import warren.settings.StartException;

class ConnectionsTest {
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
        "WARREN_AMQP_URI must look like amqp://user:password@host:port/vhost, or with several hosts like"
            + " amqp://user:password@host1,host2/vhost",
        thrown.getMessage());
    assertNull(thrown.getCause());
  }
}
