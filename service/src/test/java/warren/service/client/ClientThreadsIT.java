package warren.service.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.client.ClientAssertions.ADA;
import static warren.service.client.ClientAssertions.NOTHING;
import static warren.service.client.ClientAssertions.REQUEST;
import static warren.service.client.ClientAssertions.assertNoReply;
import static warren.service.client.ClientAssertions.call;
import static warren.service.client.ClientAssertions.failure;
import static warren.service.client.ClientAssertions.got;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.client.NoReplyException;
import warren.client.NoReplyException.Reason;
import warren.contracts.accounts.Username;
import warren.service.support.Await;

/** Threads on which calls complete, the listener, and the closing of a client. */
class ClientThreadsIT extends ClientWithStub {
  private static final Duration SHORT = Duration.ofMillis(100);

  @Test
  void aContinuationDoesNotBlockOtherCalls() throws Exception {
    var first = call(client);
    var release = new CountDownLatch(1);
    var chained =
        first.thenApply(
            name -> {
              await(release);
              return true;
            });
    asked.answer(asked.next(), 200, ADA);

    var second = CompletableFuture.supplyAsync(() -> client.accounts().username(REQUEST));
    asked.answer(asked.next(), 200, ADA);
    assertEquals(new Username("ada"), got(second));
    assertFalse(chained.isDone());
    release.countDown();
    assertTrue(got(chained));
  }

  @Test
  void aContinuationRunsOnTheGivenExecutor() throws Exception {
    var pool = Executors.newSingleThreadExecutor(work -> new Thread(work, "the-users"));
    try (var own = builder().continueOn(pool).connect()) {
      var released = new CountDownLatch(1);
      var name =
          call(own)
              .thenApply(
                  username -> {
                    released.countDown();
                    return Thread.currentThread().getName();
                  });
      asked.answer(asked.next(), 200, ADA);
      assertEquals("the-users", got(name));
      assertEquals(0, released.getCount());
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void continuationsThatTheExecutorRejectsRunOnTheClientsThreads() throws Exception {
    Executor full =
        task -> {
          throw new RejectedExecutionException("full");
        };
    var name = "client-" + UUID.randomUUID();
    try (var own = builder().name(name).continueOn(full).connect()) {
      var released = new CountDownLatch(1);
      var where =
          call(own)
              .thenApply(
                  username -> {
                    await(released);
                    return Thread.currentThread();
                  });
      asked.answer(asked.next(), 200, ADA);
      // the connection's threads are free for others
      var other = CompletableFuture.supplyAsync(() -> own.accounts().username(REQUEST));
      asked.answer(asked.next(), 200, ADA);
      assertEquals(new Username("ada"), got(other));
      released.countDown();
      assertEquals(name, got(where).getName());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyCallIsReportedToTheListener() throws Exception {
    Queue<String> told = new ConcurrentLinkedQueue<>();
    try (var observed =
        builder()
            .observer(
                (operation, status, noReply, duration) -> {
                  assertTrue(duration.toNanos() > 0);
                  told.add(operation + " " + status + " " + noReply);
                })
            .connect()) {
      var answered = call(observed);
      asked.answer(asked.next(), 200, ADA);
      got(answered);
      var refused = call(observed);
      asked.answer(asked.next(), 403, "{}");
      failure(NoReplyException.class, refused);
      failure(NoReplyException.class, call(observed.withTimeout(SHORT)));
      assertThrows(NoReplyException.class, () -> observed.exchange("RequestNothing", NOTHING));
    }
    assertEquals(
        List.of(
            "RequestUsername 200 null",
            "RequestUsername 403 null",
            "RequestUsername 0 TIMEOUT",
            "RequestNothing 0 NO_SUCH_QUEUE"),
        List.copyOf(told));
  }

  @Test
  void anObserverThatFailsSpoilsNoCall() throws Exception {
    Queue<Throwable> shown = new ConcurrentLinkedQueue<>();
    var pool =
        Executors.newSingleThreadExecutor(
            work -> {
              var thread = new Thread(work);
              thread.setUncaughtExceptionHandler((where, failure) -> shown.add(failure));
              return thread;
            });
    var failure = new IllegalStateException("the observer's");
    try (var observed =
        builder()
            .continueOn(pool)
            .observer(
                (operation, status, noReply, duration) -> {
                  throw failure;
                })
            .connect()) {
      var call = call(observed);
      asked.answer(asked.next(), 200, ADA);
      assertEquals(new Username("ada"), got(call));
      assertEquals(List.of(failure), List.copyOf(shown));
    } finally {
      pool.shutdown();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aClosedClientFailsPendingAndNewCalls(boolean direct) throws Exception {
    var closing = (direct ? builder().directReplies() : builder()).timeout(LONG).connect();
    var later = call(closing);
    var replyTo = asked.next().getProperties().getReplyTo();
    var waiting = CompletableFuture.supplyAsync(() -> closing.accounts().username(REQUEST));
    asked.next();

    closing.close();

    var closed = "The connection to the broker closed: the client was closed.";
    assertNoReply(Reason.CONNECTION_CLOSED, closed, later);
    assertNoReply(Reason.CONNECTION_CLOSED, closed, waiting);
    assertNoReply(Reason.CONNECTION_CLOSED, "The client is closed.", call(closing));
    assertNoReply(
        Reason.CONNECTION_CLOSED,
        "The client is closed.",
        () -> closing.accounts().username(REQUEST));
    if (!direct) {
      Await.until("its queue is gone", () -> isGone(replyTo));
    }
    closing.close();
  }

  private static boolean isGone(String queue) throws IOException {
    var channel = connection.createChannel();
    try {
      channel.queueDeclarePassive(queue);
      return false;
    } catch (IOException e) {
      return String.valueOf(e.getCause()).contains("NOT_FOUND");
    } finally {
      channel.abort();
    }
  }

  @Test
  void itsThreadsEndWithIt() throws Exception {
    var name = "client-" + UUID.randomUUID();
    var own = builder().name(name).connect();
    var call = call(own);
    asked.answer(asked.next(), 200, ADA);
    got(call);
    assertTrue(threads(name).stream().allMatch(Thread::isDaemon));
    assertFalse(threads(name).isEmpty());
    own.close();
    Await.until("its threads have ended", () -> threads(name).isEmpty());
  }

  private static List<Thread> threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .toList();
  }
}
