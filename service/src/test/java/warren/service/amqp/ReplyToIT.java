package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import warren.contracts.catalogue.Catalogue;
import warren.service.support.ConcurrentCaller;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Allowed reply queues, and requests with a reply queue that is not allowed. */
@WarrenTest(settings = ReplyToIT.ONE_THREAD, scope = Scope.TEST)
class ReplyToIT {
  static final String ONE_THREAD = "WARREN_HASH_THREADS=1";

  private final TestService service;

  ReplyToIT(TestService service) {
    this.service = service;
  }

  private static String create(
      ConcurrentCaller caller, String username, UnaryOperator<BasicProperties.Builder> replyTo)
      throws Exception {
    return caller.send(
        "RequestAccountCreate",
        Map.of("username", username, "password", TestService.PASSWORD),
        replyTo);
  }

  /** All that was sent before to this queue has been taken up when this returns. */
  private static void createLast(ConcurrentCaller caller, String username) throws Exception {
    assertEquals(200, caller.first(create(caller, username, properties -> properties)).status());
  }

  @Test
  void aRequestToBeAnsweredIntoARequestQueueIsNotCarriedOut() throws Exception {
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      List<String> refused = new ArrayList<>();
      for (var queue : Catalogue.names()) {
        refused.add(create(caller, "for-" + queue, properties -> properties.replyTo(queue)));
      }
      createLast(caller, "last");

      assertEquals(List.of("admin", "last"), service.usernames());
      for (var id : refused) {
        assertEquals(List.of(), caller.replies(id));
      }
      service.assertAllSettled();
    }
  }

  @Test
  void aRequestWithoutReplyToIsCarriedOut() throws Exception {
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      create(caller, "silent", properties -> properties.replyTo(null));
      create(caller, "empty", properties -> properties.replyTo(""));
      createLast(caller, "last");

      assertEquals(List.of("admin", "silent", "empty", "last"), service.usernames());
      service.assertAllSettled();
    }
  }

  @Test
  void aMissingReplyQueueDoesNotAffectTheService() throws Exception {
    try (var caller = ConcurrentCaller.byQueue(service.connection())) {
      create(caller, "deaf", properties -> properties.replyTo("nobody-has-declared-this"));
      createLast(caller, "last");

      assertEquals(List.of("admin", "deaf", "last"), service.usernames());
      service.assertAllSettled();
    }
  }

  @WarrenTest(
      settings = {ONE_THREAD, "WARREN_REPLY_TO_PATTERN=amq\\.gen-.*|answers-[a-z]+"},
      scope = Scope.TEST)
  @Test
  void aPatternNarrowsWhereRepliesGo() throws Exception {
    try (var caller = ConcurrentCaller.byQueue(service.connection());
        var direct = ConcurrentCaller.byDirectReply(service.connection())) {
      create(caller, "as-a-whole", properties -> properties.replyTo("answers-x1"));
      create(caller, "elsewhere", properties -> properties.replyTo("elsewhere"));
      create(caller, "matching", properties -> properties.replyTo("answers-x"));
      var notDirect = create(direct, "direct", properties -> properties);
      createLast(caller, "last");

      assertEquals(List.of("admin", "matching", "last"), service.usernames());
      assertEquals(List.of(), direct.replies(notDirect));
      service.assertAllSettled();
    }
  }
}
