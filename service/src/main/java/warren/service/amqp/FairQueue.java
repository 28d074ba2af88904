package warren.service.amqp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A bounded queue that is shared fairly by senders. Each sender has its turn, in which the newest
 * of its elements is removed: if more arrive than can be removed, the newest ones are still in
 * time. If the queue is full, the sender with the most elements loses its oldest one. Thread-safe.
 */
final class FairQueue<S, E> {
  private final int capacity;

  /** The oldest element of each sender is first; the sender whose turn is next is first. */
  private final Map<S, Deque<E>> bySender = new LinkedHashMap<>();

  private int size;

  FairQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Adds an element; returns the one that the queue lost because it was full. */
  synchronized Optional<E> add(S sender, E element) {
    bySender.computeIfAbsent(sender, s -> new ArrayDeque<>()).addLast(element);
    size++;
    return size > capacity ? Optional.of(removeOldestOfLargest()) : Optional.empty();
  }

  private E removeOldestOfLargest() {
    var largest =
        bySender.entrySet().stream()
            .max((one, other) -> Integer.compare(one.getValue().size(), other.getValue().size()))
            .orElseThrow();
    var removed = largest.getValue().removeFirst();
    removed(largest.getKey(), largest.getValue());
    return removed;
  }

  private void removed(S sender, Deque<E> rest) {
    size--;
    if (rest.isEmpty()) {
      bySender.remove(sender);
    }
  }

  /** Removes the newest element of the sender whose turn it is. */
  synchronized Optional<E> poll() {
    var turns = bySender.entrySet().iterator();
    if (!turns.hasNext()) {
      return Optional.empty();
    }
    var turn = turns.next();
    var sender = turn.getKey();
    var elements = turn.getValue();
    turns.remove();
    var newest = elements.removeLast();
    size--;
    if (!elements.isEmpty()) {
      bySender.put(sender, elements);
    }
    return Optional.of(newest);
  }

  /** Removes and returns the elements that match. */
  synchronized List<E> removeIf(Predicate<E> condition) {
    List<E> removed = new ArrayList<>();
    bySender
        .values()
        .forEach(
            elements ->
                elements.removeIf(element -> condition.test(element) && removed.add(element)));
    bySender.values().removeIf(Deque::isEmpty);
    size -= removed.size();
    return removed;
  }

  /** The number of elements. */
  synchronized int size() {
    return size;
  }
}
