package warren.service.amqp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A bounded queue that is shared fairly by senders. Senders take turns; in its turn, a sender's
 * oldest element is removed, or its newest and its oldest one alternately while it is overloaded.
 * If the queue is full, the sender with the most elements loses its oldest one. Thread-safe.
 */
final class FairQueue<S, E> {
  private final int capacity;

  /** The sender whose turn is next is first. */
  private final Map<S, Elements<E>> bySender = new LinkedHashMap<>();

  private int size;

  FairQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Whether the next added element replaces another one. */
  synchronized boolean isFull() {
    return size == capacity;
  }

  /** The number of elements. */
  synchronized int size() {
    return size;
  }

  /** Adds an element; returns the one that it replaced because the queue was full. */
  synchronized Optional<E> add(S sender, E element) {
    var loser = isFull() ? Optional.of(largest(sender)) : Optional.<S>empty();
    bySender.computeIfAbsent(sender, unknown -> new Elements<>()).waiting.addLast(element);
    size++;
    return loser.map(this::removeOldest);
  }

  /** The sender with the most elements: this one, unless another one has more. */
  private S largest(S adding) {
    var largest = adding;
    var most = bySender.getOrDefault(adding, new Elements<>()).waiting.size();
    for (var entry : bySender.entrySet()) {
      if (entry.getValue().waiting.size() > most) {
        largest = entry.getKey();
        most = entry.getValue().waiting.size();
      }
    }
    return largest;
  }

  private E removeOldest(S sender) {
    var elements = Objects.requireNonNull(bySender.get(sender));
    size--;
    var oldest = elements.waiting.removeFirst();
    if (elements.waiting.isEmpty()) {
      bySender.remove(sender);
    }
    return oldest;
  }

  /**
   * Removes an element of the sender whose turn it is.
   *
   * @param isOverloaded whether a sender with this oldest element is overloaded
   */
  synchronized Optional<E> poll(Predicate<E> isOverloaded) {
    if (size == 0) {
      return Optional.empty();
    }
    var turn = bySender.keySet().iterator().next();
    var elements = Objects.requireNonNull(bySender.remove(turn));
    var next = elements.remove(isOverloaded);
    size--;
    if (!elements.waiting.isEmpty()) {
      bySender.put(turn, elements);
    }
    return Optional.of(next);
  }

  /** Removes and returns the elements that match, the oldest of each sender first. */
  synchronized List<E> removeIf(Predicate<E> condition) {
    List<E> removed = new ArrayList<>();
    for (var elements : bySender.values()) {
      elements.waiting.removeIf(element -> condition.test(element) && removed.add(element));
    }
    bySender.values().removeIf(elements -> elements.waiting.isEmpty());
    size -= removed.size();
    return removed;
  }

  /** The elements of one sender. */
  private static final class Elements<E> {
    /** The oldest one is first. */
    private final Deque<E> waiting = new ArrayDeque<>();

    private boolean wasNewest;

    /**
     * Under overload, every element would wait too long if the oldest were always first, and the
     * others would wait forever if the newest were.
     */
    E remove(Predicate<E> isOverloaded) {
      wasNewest = !wasNewest && isOverloaded.test(waiting.getFirst());
      return wasNewest ? waiting.removeLast() : waiting.removeFirst();
    }
  }
}
