package warren.client;

import com.rabbitmq.client.Delivery;
import java.util.concurrent.CompletableFuture;

/** The reply to one request, for which a caller waits. */
final class Call extends CompletableFuture<Delivery> {
  /** The correlation id. */
  final String id;

  final Replies replies;
  final long sent = System.nanoTime();

  /**
   * Begins to wait.
   *
   * @param replies those to all requests of the operation
   */
  Call(String id, Replies replies) {
    this.id = id;
    this.replies = replies;
  }
}
