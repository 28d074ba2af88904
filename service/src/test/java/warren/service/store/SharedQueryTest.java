package warren.service.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that ask at the same time. */
@Timeout(60)
class SharedQueryTest {
  private static final int HELD_UP = -1;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Set<Integer>> queries = new ArrayList<>();
  private final ConcurrentLinkedQueue<Thread> asking = new ConcurrentLinkedQueue<>();
  private final CountDownLatch holding = new CountDownLatch(1);
  private final CountDownLatch letGo = new CountDownLatch(1);
  private final SharedQuery<Integer, String> query = new SharedQuery<>(this::ask);

  @AfterEach
  void stop() {
    letGo.countDown();
    threads.shutdown();
  }

  /** Finds no odd number, and is held up by one key. */
  private Map<Integer, String> ask(Set<Integer> keys) {
    synchronized (queries) {
      queries.add(keys);
    }
    if (keys.contains(HELD_UP)) {
      holding.countDown();
      await(letGo);
    }
    Map<Integer, String> found = new HashMap<>();
    keys.stream().filter(key -> key % 2 == 0).forEach(key -> found.put(key, "found " + key));
    return found;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<Optional<String>> find(SharedQuery<Integer, String> where, int key) {
    return CompletableFuture.supplyAsync(
        () -> {
          asking.add(Thread.currentThread());
          return where.find(key);
        },
        threads);
  }

  /** Until so many threads wait for a query that is under way. */
  private void awaitWaiting(int count) {
    while (asking.stream().filter(SharedQueryTest::isWaiting).count() < count) {
      Thread.onSpinWait();
    }
  }

  private static boolean isWaiting(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING
        || thread.getState() == Thread.State.WAITING;
  }

  @Test
  void whoAsksAloneIsAnswered() {
    assertEquals(Optional.of("found 2"), query.find(2));
    assertEquals(Optional.empty(), query.find(3));
    assertEquals(List.of(Set.of(2), Set.of(3)), queries);
  }

  @Test
  void whoComeMeanwhileAreAnsweredByOneQueryThatBeginsLater() {
    var patient = new SharedQuery<>(this::ask, TimeUnit.MINUTES.toNanos(1));
    var first = find(patient, HELD_UP);
    await(holding);
    var others = IntStream.range(0, 20).mapToObj(i -> find(patient, i / 2)).toList();
    awaitWaiting(21);
    letGo.countDown();
    assertEquals(Optional.empty(), first.join());
    for (var i = 0; i < others.size(); i++) {
      var key = i / 2;
      assertEquals(
          key % 2 == 0 ? Optional.of("found " + key) : Optional.empty(), others.get(i).join());
    }
    var keys = IntStream.range(0, 10).boxed().collect(Collectors.toSet());
    assertEquals(List.of(Set.of(HELD_UP), keys), queries);
  }

  @Test
  void whatFailsFailsForAllWhoAskedAndForNobodyElse() {
    var failing =
        new SharedQuery<Integer, String>(
            keys -> {
              var found = ask(keys);
              if (keys.contains(3)) {
                throw new UnsupportedOperationException("no three");
              }
              return found;
            });
    var first = find(failing, HELD_UP);
    await(holding);
    var third = find(failing, 3);
    awaitWaiting(2);
    letGo.countDown();
    assertEquals(Optional.empty(), first.join());
    var failure = assertThrows(CompletionException.class, third::join);
    assertEquals(
        "java.lang.UnsupportedOperationException: no three", String.valueOf(failure.getCause()));
    assertEquals(Optional.of("found 4"), failing.find(4));
  }

  @Test
  void anErrorIsThrownAsSuch() {
    var failing =
        new SharedQuery<Integer, String>(
            keys -> {
              throw new NoClassDefFoundError("gone");
            });
    assertThrows(NoClassDefFoundError.class, () -> failing.find(1));
  }

  @Test
  void nobodyWaitsForOneThatHangs() {
    var first = find(query, HELD_UP);
    await(holding);
    assertEquals(Optional.of("found 2"), query.find(2));
    assertEquals(Optional.of("found 4"), query.find(4));
    assertEquals(false, first.isDone());
    letGo.countDown();
    assertEquals(Optional.empty(), first.join());
  }

  @Test
  void nobodyIsForgotten() {
    var all =
        IntStream.range(0, 16)
            .mapToObj(
                thread ->
                    CompletableFuture.runAsync(
                        () -> {
                          for (var key = thread; key < 20_000; key += 16) {
                            assertEquals(key % 2 == 0, query.find(key).isPresent());
                          }
                        },
                        threads))
            .toList();
    all.forEach(CompletableFuture::join);
    assertEquals(20_000, queries.stream().mapToInt(Set::size).sum());
  }
}
