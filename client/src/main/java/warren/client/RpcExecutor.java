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
 * Sends requests and reads their replies: on the thread that waits or on one that continues, never
 * on the connection's thread, which serves all calls. Thread-safe.
 */
final class RpcExecutor {
  private final RpcChannel channel;
  private final Continuations continuations;
  private final CallObserver observer;

  RpcExecutor(RpcChannel channel, Continuations continuations, CallObserver observer) {
    this.channel = channel;
    this.continuations = continuations;
    this.observer = observer;
  }

  /** Waits for the reply and reads it. */
  <T> T await(Outgoing request, Function<Reply, T> reading) {
    var started = System.nanoTime();
    var reply = channel.send(request);
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

  /** Reads the reply after its arrival. */
  <T> CompletableFuture<T> later(Outgoing request, Function<Reply, T> reading) {
    var started = System.nanoTime();
    // not a derived future, which would wrap the exception
    var result = new CompletableFuture<T>();
    var unused =
        channel
            .send(request)
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

  /** A new exception, so that its stack trace contains the calling method. */
  private static NoReplyException noReply(Outgoing request, @Nullable Throwable failure) {
    if (failure instanceof NoReplyException known) {
      return new NoReplyException(known.reason(), String.valueOf(known.getMessage()), known);
    }
    if (failure instanceof TimeoutException) {
      return new NoReplyException(
          TIMEOUT,
          "No reply to %s arrived within %d ms.".formatted(request.operation, request.timeoutMs()));
    }
    throw new IllegalStateException("unexpected end of a call", failure);
  }

  private void observe(
      Outgoing request, int status, NoReplyException.@Nullable Reason noReply, long started) {
    try {
      observer.ended(
          request.operation, status, noReply, Duration.ofNanos(System.nanoTime() - started));
    } catch (RuntimeException e) {
      // the call itself succeeded; the error of its observer is reported as uncaught
      var thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }
  }

  void close() {
    channel.close();
    continuations.close();
  }
}
