package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnprovenRepliesTest {
  private final UnprovenReplies replies = new UnprovenReplies(2);

  private static DirectReply reply(int node, int size) {
    var name = "reply@%08d".formatted(node).getBytes(StandardCharsets.UTF_8);
    var term =
        ByteBuffer.allocate(name.length + 17)
            .put(new byte[] {(byte) 131, 'X', 'v', 0, (byte) name.length})
            .put(name)
            .array();
    var address = DirectAddress.PREFIX + "." + Base64.getEncoder().encodeToString(term) + ".AAAA";
    return new DirectReply(address, new BasicProperties(), new byte[size], () -> {});
  }

  @Test
  void repliesOfARouteStayInOrder() {
    var first = reply(1, 10);
    var other = reply(2, 10);
    var second = reply(1, 10);
    List.of(first, other, second).forEach(replies::add);
    assertSame(first, replies.first());
    assertEquals(List.of(first, second), replies.remove(first.route()));
    assertSame(other, replies.first());
    assertEquals(List.of(other), replies.remove(other.route()));
    assertTrue(replies.isEmpty());
    assertEquals(List.of(), replies.remove(other.route()));
  }

  @Test
  void noFurtherRouteIsAcceptedWhileManyWait() {
    for (var i = 0; i < UnprovenReplies.MAX_ROUTES; i++) {
      assertTrue(replies.accepts(reply(i, 1).route()));
      replies.add(reply(i, 1));
    }
    var further = reply(UnprovenReplies.MAX_ROUTES, 1).route();
    assertFalse(replies.accepts(further));
    assertTrue(replies.accepts(reply(0, 1).route()));
    replies.remove(reply(0, 1).route());
    assertTrue(replies.accepts(further));
  }

  @Test
  void theirMemoryIsBounded() {
    var large = (int) UnprovenReplies.MAX_BYTES / 4;
    replies.add(reply(1, large));
    assertTrue(replies.accepts(reply(1, 1).route()));
    replies.add(reply(1, large));
    assertFalse(replies.accepts(reply(1, 1).route()));
    assertTrue(replies.hasSpaceFor(reply(1, large)));
    replies.add(reply(1, large));
    assertFalse(replies.hasSpaceFor(reply(1, large)));
    replies.remove(reply(1, 1).route());
    assertTrue(replies.accepts(reply(1, 1).route()));
  }

  @Test
  void onlyAFewOccupyTheirRequests() {
    var first = reply(1, 1);
    replies.add(first);
    assertFalse(replies.occupyTooManyRequests());
    replies.add(reply(2, 1));
    assertTrue(replies.occupyTooManyRequests());
    first.settle();
    assertFalse(replies.occupyTooManyRequests());
    assertTrue(new UnprovenReplies(0).occupyTooManyRequests());
  }
}
