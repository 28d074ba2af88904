package warren.service.amqp;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import warren.client.connection.ConnectionFailure;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;

/**
 * Checks that every request queue answers and has consumers. A queue can fail alone, with the node
 * that contains it. One thread checks; the result is visible to all.
 */
final class QueueCheck {
  private volatile @Nullable String problem;
  private volatile long usableAt = System.nanoTime();

  /** The broker reports no consumers if a queue's leader does not answer within 250 ms. */
  private @Nullable Operation<?, ?> unconsumed;

  /** Why a queue transports no requests, as the continuation of a sentence; empty if all do. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Forgets the results of a former connection. */
  void reset() {
    problem = null;
    usableAt = System.nanoTime();
  }

  /** Whether a queue has transported no requests for this time. */
  boolean failFor(Duration time) {
    return problem != null && System.nanoTime() - usableAt > time.toNanos();
  }

  /** Checks the queues up to the first one that fails. */
  void check(Connection connection) {
    Channel channel = null;
    try {
      channel = connection.createChannel();
      problem = channel == null ? null : check(channel);
      if (problem == null) {
        usableAt = System.nanoTime();
      }
    } catch (ShutdownSignalException | IOException e) {
      problem = connection.isOpen() ? "opens no channel: " + ConnectionFailure.why(e) : null;
    } finally {
      close(channel);
    }
  }

  private @Nullable String check(Channel channel) {
    for (var operation : Catalogue.OPERATIONS) {
      try {
        if (channel.queueDeclarePassive(operation.name()).getConsumerCount() == 0) {
          var before = unconsumed;
          unconsumed = operation;
          return operation.equals(before)
              ? "has no consumer of the queue %s, or has lost its leader"
                  .formatted(operation.name())
              : problem;
        }
      } catch (ShutdownSignalException | IOException e) {
        // a lost connection is reported by itself
        return channel.getConnection().isOpen()
            ? "cannot use the queue %s: %s".formatted(operation.name(), ConnectionFailure.why(e))
            : null;
      }
    }
    unconsumed = null;
    return null;
  }

  private static void close(@Nullable Channel channel) {
    try {
      if (channel != null) {
        channel.abort();
      }
    } catch (IOException | ShutdownSignalException e) {
      // it has ended with its connection
    }
  }
}
