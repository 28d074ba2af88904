package warren.faults.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account that two workers use at the same time, with the sessions that they know. Thread-safe.
 */
final class Account {
  private static final int MANY = 4;
  private static final int REMEMBERED = 20;

  final String username;
  final UUID id;

  private final List<Session> active = new ArrayList<>();
  private final List<Session> ended = new ArrayList<>();
  private boolean banned;

  Account(String username, UUID id) {
    this.username = username;
    this.id = id;
  }

  synchronized void add(Session session) {
    active.add(session);
  }

  synchronized boolean needsSession() {
    return active.size() < MANY;
  }

  synchronized @Nullable Session active(Random random) {
    return active.isEmpty() ? null : active.get(random.nextInt(active.size()));
  }

  /** Returns a session whose end was confirmed or observed. */
  synchronized @Nullable Session ended(Random random) {
    return ended.isEmpty() ? null : ended.get(random.nextInt(ended.size()));
  }

  /** Takes a session out of use. */
  synchronized void end(Session session) {
    if (active.remove(session)) {
      ended.add(session);
    }
    if (ended.size() > REMEMBERED) {
      ended.remove(0);
    }
  }

  synchronized List<Session> active() {
    return List.copyOf(active);
  }

  synchronized boolean banned() {
    return banned;
  }

  synchronized void banned(boolean now) {
    banned = now;
  }
}
