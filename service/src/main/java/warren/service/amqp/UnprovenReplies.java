package warren.service.amqp;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Replies that wait for the proof of their route, which the first of each route provides. Bounds
 * their memory, and the number of those whose requests are not acknowledged and occupy a prefetch.
 * Thread-safe.
 */
final class UnprovenReplies {
  static final int MAX_ROUTES = 16;

  /** From half of it, no request is accepted that would add a reply. */
  static final long MAX_BYTES = 8L * 1024 * 1024;

  private final int maxUnacknowledged;
  private final Map<String, Deque<DirectReply>> byRoute = new LinkedHashMap<>();
  private long bytes;

  UnprovenReplies(int maxUnacknowledged) {
    this.maxUnacknowledged = maxUnacknowledged;
  }

  /** Whether a request may be carried out whose reply uses this route. */
  synchronized boolean accepts(String route) {
    return bytes < MAX_BYTES / 2 && (byRoute.containsKey(route) || byRoute.size() < MAX_ROUTES);
  }

  /** Whether there is memory for a reply. */
  synchronized boolean hasSpaceFor(DirectReply reply) {
    return bytes + reply.bytes() <= MAX_BYTES;
  }

  synchronized void add(DirectReply reply) {
    byRoute.computeIfAbsent(reply.route(), unknown -> new ArrayDeque<>()).add(reply);
    bytes += reply.bytes();
  }

  /** Whether the request of a further reply must be acknowledged before its reply is sent. */
  synchronized boolean occupyTooManyRequests() {
    return byRoute.values().stream()
            .flatMap(Collection::stream)
            .filter(reply -> !reply.isSettled())
            .limit(maxUnacknowledged)
            .count()
        == maxUnacknowledged;
  }

  synchronized boolean isEmpty() {
    return byRoute.isEmpty();
  }

  /** The first reply of the route that has waited for the longest time. */
  synchronized DirectReply first() {
    return byRoute.values().iterator().next().element();
  }

  /** Removes all replies of a route, in order. */
  synchronized List<DirectReply> remove(String route) {
    var replies = List.copyOf(byRoute.getOrDefault(route, new ArrayDeque<>()));
    byRoute.remove(route);
    replies.forEach(reply -> bytes -= reply.bytes());
    return replies;
  }
}
