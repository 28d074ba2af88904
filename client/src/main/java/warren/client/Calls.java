package warren.client;

import static warren.client.NoReplyException.Reason.INTERRUPTED;
import static warren.client.NoReplyException.Reason.TIMEOUT;

import com.rabbitmq.client.Delivery;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and reads what comes back: on the thread that waits or on one that continues,
 * never on the connection's, which has others to serve. Thread-safe.
 */
final class Calls {
  private final KeptLine line;
  private final Continuations continuations;
  private final CallObserver observer;

  Calls(KeptLine line, Continuations continuations, CallObserver observer) {
    this.line = line;
    this.continuations = continuations;
    this.observer = observer;
  }

  /** Waits for what the reply says. */
  <T> T await(Outgoing request, Function<Reply, T> reading) {
    var started = System.nanoTime();
    var reply = line.send(request);
    Delivery delivery = null;
    Throwable failure = null;
    try {
      delivery = reply.get();
    } catch (ExecutionException e) {
      failure = e.getCause();
    } catch (InterruptedException e) {
      reply.cancel(false);
      Thread.currentThread().interrupt();
      failure = new NoReplyException(INTERRUPTED, "The call was interrupted.");
    }
    return read(request, started, delivery, failure, reading);
  }

  /** Reads what the reply says once it has come. */
  <T> CompletableFuture<T> later(Outgoing request, Function<Reply, T> reading) {
    var started = System.nanoTime();
    // one of its own, and not one derived, which would wrap what it fails with
    var result = new CompletableFuture<T>();
    var unused =
        line.send(request)
            .whenCompleteAsync(
                (delivery, failure) -> {
                  try {
                    result.complete(read(request, started, delivery, failure, reading));
                  } catch (Throwable e) {
                    result.completeExceptionally(e);
                  }
                },
                continuations.executor());
    return result;
  }

  private <T> T read(
      Outgoing request,
      long started,
      @Nullable Delivery delivery,
      @Nullable Throwable failure,
      Function<Reply, T> reading) {
    Reply reply;
    try {
      if (delivery == null) {
        throw noReply(request, failure);
      }
      reply = Reply.of(delivery);
    } catch (NoReplyException e) {
      observe(request, 0, e.reason(), started);
      throw e;
    }
    observe(request, reply.status(), null, started);
    return reading.apply(reply);
  }

  /** Made anew where the caller waits, so that its stack says who had called. */
  private static NoReplyException noReply(Outgoing request, @Nullable Throwable failure) {
    if (failure instanceof NoReplyException known) {
      return new NoReplyException(known.reason(), String.valueOf(known.getMessage()), known);
    }
    if (failure instanceof TimeoutException) {
      return new NoReplyException(
          TIMEOUT,
          "No reply to %s came within %d ms.".formatted(request.operation, request.timeoutMs()));
    }
    throw new IllegalStateException("a call that ended otherwise", failure);
  }

  private void observe(
      Outgoing request, int status, NoReplyException.@Nullable Reason noReply, long started) {
    try {
      observer.ended(
          request.operation, status, noReply, Duration.ofNanos(System.nanoTime() - started));
    } catch (RuntimeException e) {
      // the call is well; that its observer isn't goes to where such things are shown
      var thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  void close() {
    line.close();
    continuations.close();
  }
}
