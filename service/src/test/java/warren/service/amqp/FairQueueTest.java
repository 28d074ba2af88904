package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The first letter of an element is its sender. */
class FairQueueTest {
  private static FairQueue<Character, String> queue(int capacity, String... elements) {
    var queue = new FairQueue<Character, String>(capacity);
    for (var element : elements) {
      assertEquals(Optional.empty(), queue.add(element.charAt(0), element));
    }
    return queue;
  }

  private static List<String> rest(FairQueue<Character, String> queue) {
    return rest(queue, element -> false);
  }

  private static List<String> rest(
      FairQueue<Character, String> queue, Predicate<String> isOverloaded) {
    List<String> rest = new ArrayList<>();
    for (var next = queue.poll(isOverloaded); next.isPresent(); next = queue.poll(isOverloaded)) {
      rest.add(next.get());
    }
    assertEquals(0, queue.size());
    return rest;
  }

  @Test
  void sendersTakeTurnsAndTheOldestElementOfEachIsRemovedFirst() {
    assertEquals(
        List.of("a1", "b1", "c1", "a2", "b2", "a3"),
        rest(queue(9, "a1", "b1", "a2", "b2", "a3", "c1")));
  }

  @Test
  void theNewestAndTheOldestElementOfASenderAlternateWhileItIsOverloaded() {
    assertEquals(
        List.of("a4", "b1", "a1", "b2", "a3", "a2"),
        rest(queue(9, "a1", "a2", "a3", "a4", "b1", "b2"), element -> element.startsWith("a")));
    assertEquals(
        List.of("a4", "a1", "a2", "a3"),
        rest(queue(9, "a1", "a2", "a3", "a4"), element -> element.equals("a1")));
    assertEquals(
        List.of("a1", "a2", "a3"),
        rest(queue(9, "a1", "a2", "a3"), element -> element.equals("a3")));
  }

  @Test
  void aSenderWhoseTurnItWasIsLast() {
    var queue = queue(9, "a1", "b1");
    assertEquals(Optional.of("a1"), queue.poll(element -> false));
    queue.add('a', "a2");
    assertEquals(List.of("b1", "a2"), rest(queue));
  }

  @Test
  void inAFullQueueTheSenderWithTheMostElementsLosesItsOldestOne() {
    var queue = queue(4, "a1", "b1", "b2", "b3");
    assertEquals(Optional.of("b1"), queue.add('c', "c1"));
    assertEquals(Optional.of("b2"), queue.add('a', "a2"));
    assertEquals(4, queue.size());
    assertEquals(List.of("a1", "b3", "c1", "a2"), rest(queue));
  }

  @Test
  void theAddingSenderLosesItsOldestElementUnlessAnotherSenderHasMore() {
    var queue = queue(4, "a1", "a2", "b1", "b2");
    assertEquals(Optional.of("b1"), queue.add('b', "b3"));
    assertEquals(Optional.of("a1"), queue.add('a', "a3"));
    assertEquals(List.of("a2", "b2", "a3", "b3"), rest(queue));
  }

  @Test
  void anElementOfANewSenderReplacesOneOfTheSenderWhoseTurnIsNext() {
    var queue = queue(2, "a1", "b1");
    assertEquals(Optional.of("a1"), queue.add('c', "c1"));
    assertEquals(List.of("b1", "c1"), rest(queue));
  }

  @Test
  void anElementCanReplaceTheOnlyOneOfItsSender() {
    var queue = queue(1, "a1");
    assertEquals(Optional.of("a1"), queue.add('a', "a2"));
    assertEquals(List.of("a2"), rest(queue));
  }

  @Test
  void aQueueIsFullAtItsCapacity() {
    assertFalse(queue(2, "a1").isFull());
    assertTrue(queue(2, "a1", "b1").isFull());
  }

  @Test
  void matchingElementsAreRemoved() {
    var queue = queue(9, "a1", "a2", "b2", "c1");
    assertEquals(List.of("a2", "b2"), queue.removeIf(element -> element.endsWith("2")));
    assertEquals(2, queue.size());
    assertEquals(List.of("a1", "c1"), rest(queue));
  }
}
