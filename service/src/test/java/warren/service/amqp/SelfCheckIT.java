package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import warren.contracts.catalogue.Catalogue;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** The checks of an open connection. */
class SelfCheckIT {
  /** Several times the time after which a connection is abandoned. */
  private static final long SECONDS = 60;

  @Test
  void aConnectionWhoseQueuesHaveLostTheirConsumersIsAbandoned() throws Exception {
    var abandoned = new CountDownLatch(1);
    try (var connection = TestService.connect(TestServers.take().amqpUri());
        var check = new SelfCheck()) {
      var channel = connection.createChannel();
      for (var operation : Catalogue.OPERATIONS) {
        channel.queueDeclare(operation.name(), true, false, false, null);
      }
      channel.basicConsume(
          SelfCheck.QUEUE,
          true,
          (tag, message) -> check.received(message.getProperties()),
          tag -> {});
      check.start();
      check.use(connection, "the broker", abandoned::countDown);

      assertTrue(abandoned.await(SECONDS, TimeUnit.SECONDS), "the connection was not abandoned");
    }
  }
}
