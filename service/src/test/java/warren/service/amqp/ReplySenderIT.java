package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import warren.contracts.catalogue.Catalogue;
import warren.service.support.Await;
import warren.service.support.ConcurrentCaller;
import warren.service.support.TestBroker;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** The user id of replies: by it, a receiver distinguishes them from forgeries. */
@WarrenTest(settings = "WARREN_LEGACY_EXCHANGE=rapid")
class ReplySenderIT {
  private final TestService service;

  ReplySenderIT(TestService service) {
    this.service = service;
  }

  @Test
  void everyReplyToAQueueNamesTheServicesUser() throws Exception {
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      for (var operation : Catalogue.names()) {
        var reply = caller.first(caller.send(operation, Map.of()));
        assertEquals(TestBroker.USER, reply.properties().getUserId(), operation);
      }
    }
  }

  @Test
  void aDirectReplyNamesTheServicesUser() throws Exception {
    try (var caller = ConcurrentCaller.byDirectReply(service.connection())) {
      var reply = caller.first(caller.send("RequestServiceStatus", Map.of()));
      assertEquals(TestBroker.USER, reply.properties().getUserId());
    }
  }

  @Test
  void aReplyOnTheLegacyExchangeNamesTheServicesUser() throws Exception {
    try (var caller = new LegacyCaller(service.connection(), "rapid")) {
      var reply = caller.call("RequestUsername", Map.of(), null);
      assertEquals(TestBroker.USER, reply.properties().getUserId());
    }
  }

  @Test
  void theBrokerRefusesAReplyInTheNameOfAnotherUser() throws Exception {
    var forger = service.connection().createChannel();
    forger.basicPublish(
        "",
        service.client().replyQueue(),
        service.client().properties().userId("warren").build(),
        new byte[0]);
    Await.until("the broker closes the channel", () -> !forger.isOpen());
    assertTrue(forger.getCloseReason().toString().contains("user_id"));
  }
}
