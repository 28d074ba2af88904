package warren.gateway.admission;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the places that clients occupy, each and in total. Thread-safe. */
final class Occupancy {
  /** The response to a client that occupies as many places as it may. */
  static final int CLIENT_LIMIT = 429;

  /** The response if all places are occupied. */
  static final int TOTAL_LIMIT = 503;

  /** A place was occupied. */
  static final int OCCUPIED = 0;

  private final AdmissionLimits.Capacity capacity;
  private final AtomicInteger total = new AtomicInteger();
  private final ConcurrentMap<String, Integer> perClient = new ConcurrentHashMap<>();

  Occupancy(AdmissionLimits.Capacity capacity) {
    this.capacity = capacity;
  }

  /**
   * Occupies a place, which {@link #release} frees. Only the total limits proxies.
   *
   * @return {@link #OCCUPIED}, or the HTTP status of the refusal
   */
  int occupy(Clients.Client client) {
    if (total.incrementAndGet() > capacity.total()) {
      total.decrementAndGet();
      return TOTAL_LIMIT;
    }
    var places = perClient.merge(client.key(), 1, Integer::sum);
    if (places > capacity.perClient() && !client.isProxy()) {
      release(client);
      return CLIENT_LIMIT;
    }
    return OCCUPIED;
  }

  void release(Clients.Client client) {
    perClient.computeIfPresent(client.key(), (key, places) -> places == 1 ? null : places - 1);
    total.decrementAndGet();
  }
}
