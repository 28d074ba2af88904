package warren.client.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultSaslConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import warren.contracts.BrokerUris;

class BrokerTest {
  private final ConnectionFactory factory = new ConnectionFactory();

  private Broker at(String uris) {
    return Broker.at(BrokerUris.parse(uris), factory);
  }

  @Test
  void theFactoryReceivesTheLoginAndTheVhost() {
    var broker = at("amqp://me:p%3Aw%2C%40@one:5673,two/a%2Fb");
    assertEquals("me", factory.getUsername());
    assertEquals("p:w,@", factory.getPassword());
    assertEquals("a/b", factory.getVirtualHost());
    assertFalse(factory.isSSL());
    assertEquals("me", broker.user());
    assertEquals("one:5673, two:5672", broker.toString());
  }

  @Test
  void tlsIsUsedIfTheSchemeIsAmqps() {
    assertEquals("one:5671, two:5671", at("amqps://one,two").toString());
    assertTrue(factory.isSSL());
  }

  @ParameterizedTest
  @CsvSource({"amqp://one, 2", "amqp://one?heartbeat=7, 7"})
  void aNodeIsAbandonedAfterTwoHeartbeatsWhoseIntervalCanBeSet(String uri, int seconds) {
    at(uri);
    assertEquals(seconds, factory.getRequestedHeartbeat());
  }

  @Test
  void aWrongParameterIsNotQuoted() {
    var failure =
        assertThrows(
            IllegalArgumentException.class, () -> at("amqp://me:hunter2@one?heartbeat=hunter2"));
    assertEquals(
        "must look like amqp://user:password@host:port/vhost, or with several hosts like"
            + " amqp://user:password@host1,host2/vhost",
        failure.getMessage());
    assertNull(failure.getCause());
  }

  @Test
  void theUserOfACertificateIsNotKnown() {
    factory.setSaslConfig(DefaultSaslConfig.EXTERNAL);
    assertNull(Broker.of(factory, List.of(new Address("one"))).user());
  }

  @Test
  void atLeastOneAddressIsRequired() {
    var none = List.<Address>of();
    assertThrows(IllegalArgumentException.class, () -> Broker.of(factory, none));
  }
}
