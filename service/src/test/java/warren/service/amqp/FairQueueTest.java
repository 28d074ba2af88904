package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private static FairQueue<Character, String> queue(int capacity, String... elements) {
    var queue = new FairQueue<Character, String>(capacity);
    for (var element : elements) {
      assertEquals(Optional.empty(), queue.add(element.charAt(0), element));
    }
    return queue;
  }

  private static List<String> rest(FairQueue<Character, String> queue) {
    List<String> rest = new ArrayList<>();
    for (var next = queue.poll(); next.isPresent(); next = queue.poll()) {
      rest.add(next.get());
    }
    assertEquals(0, queue.size());
    return rest;
  }

  @Test
  void eachSenderHasItsTurnAndItsNewestElementIsRemovedFirst() {
    assertEquals(
        List.of("a3", "b2", "c1", "a2", "b1", "a1"),
        rest(queue(9, "a1", "b1", "a2", "b2", "a3", "c1")));
  }

  @Test
  void aSenderWhoseTurnItWasIsLast() {
    var queue = queue(9, "a1", "b1");
    assertEquals(Optional.of("a1"), queue.poll());
    queue.add('a', "a2");
    assertEquals(List.of("b1", "a2"), rest(queue));
  }

  @Test
  void aFullQueueLosesTheOldestElementOfTheLargestSender() {
    var queue = queue(4, "a1", "b1", "b2", "b3");
    assertEquals(Optional.of("b1"), queue.add('c', "c1"));
    assertEquals(Optional.of("b2"), queue.add('b', "b4"));
    assertEquals(4, queue.size());
    assertEquals(List.of("a1", "b4", "c1", "b3"), rest(queue));
  }

  @Test
  void ofEquallyLargeSendersTheOneWhoseTurnIsNextLosesItsElement() {
    var queue = queue(2, "a1", "b1");
    assertEquals(Optional.of("a1"), queue.add('c', "c1"));
    assertEquals(List.of("b1", "c1"), rest(queue));
  }

  @Test
  void matchingElementsAreRemoved() {
    var queue = queue(9, "a1", "a2", "b2", "c1");
    assertEquals(List.of("a2", "b2"), queue.removeIf(element -> element.endsWith("2")));
    assertEquals(2, queue.size());
    assertEquals(List.of("a1", "c1"), rest(queue));
  }
}
