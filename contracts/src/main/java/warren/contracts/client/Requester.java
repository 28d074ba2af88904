package warren.contracts.client;

import static warren.contracts.client.NoReplyException.Reason.CONNECTION_CLOSED;
import static warren.contracts.client.NoReplyException.Reason.NOT_UNDERSTOOD;
import static warren.contracts.client.NoReplyException.Reason.NO_SUCH_QUEUE;
import static warren.contracts.client.NoReplyException.Reason.TIMEOUT;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Return;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import warren.contracts.Headers;
import warren.contracts.json.Json;

/**
 * Sends requests and hands each its own reply: many in flight on one channel, one reply queue for
 * all. A missing queue or a closed connection fails a call at once. Thread-safe.
 */
public final class Requester implements AutoCloseable {
  private final Channel channel;
  private final String replyQueue;
  private final Map<String, CompletableFuture<Reply>> pending = new ConcurrentHashMap<>();
  // random, so that nobody who can publish to the reply queue can guess an id and forge a reply
  private final String idPrefix = new BigInteger(128, new SecureRandom()).toString(36) + '-';
  private final AtomicLong nextId = new AtomicLong();

  private Requester(Channel channel) throws IOException {
    this.channel = channel;
    this.replyQueue = channel.queueDeclare().getQueue();
  }

  /** Opens a channel and a reply queue of its own on the connection, which stays the caller's. */
  public static Requester open(Connection connection) throws IOException {
    var requester = new Requester(connection.createChannel());
    requester.listen();
    return requester;
  }

  private void listen() throws IOException {
    channel.addReturnListener(this::onReturn);
    channel.addShutdownListener(cause -> failAll());
    channel.basicConsume(replyQueue, true, (tag, delivery) -> onReply(delivery), tag -> failAll());
  }

  /**
   * Sends one request.
   *
   * @param operation the operation's name
   * @param body JSON in UTF-8
   * @param token the caller's token, if any
   * @param timeout after which the call fails, and the broker drops the request if it still waits
   * @return the reply, also a refusal; fails with {@link NoReplyException}
   */
  public CompletableFuture<Reply> request(
      String operation, byte[] body, @Nullable String token, Duration timeout) {
    var id = idPrefix + nextId.incrementAndGet();
    var reply = new CompletableFuture<Reply>();
    pending.put(id, reply);
    try {
      publish(operation, body, properties(id, token, timeout));
    } catch (IOException | AlreadyClosedException e) {
      pending.remove(id);
      return CompletableFuture.failedFuture(closed());
    }
    return reply
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    failure instanceof TimeoutException ? timedOut(timeout) : failure))
        .whenComplete((answer, failure) -> pending.remove(id));
  }

  private BasicProperties properties(String id, @Nullable String token, Duration timeout) {
    var properties =
        new BasicProperties.Builder()
            .contentType("application/json")
            .correlationId(id)
            .replyTo(replyQueue)
            .expiration(Long.toString(timeout.toMillis()));
    return token == null
        ? properties.build()
        : properties.headers(Map.of(Headers.JWT, token)).build();
  }

  private void publish(String operation, byte[] body, BasicProperties properties)
      throws IOException {
    synchronized (channel) {
      channel.basicPublish("", operation, true, properties, body);
    }
  }

  private void onReply(Delivery delivery) {
    var id = delivery.getProperties().getCorrelationId();
    var waiting = id == null ? null : pending.get(id);
    if (waiting == null) {
      return; // its call has timed out
    }
    try {
      waiting.complete(replyOf(delivery));
    } catch (RuntimeException e) {
      waiting.completeExceptionally(
          new NoReplyException(NOT_UNDERSTOOD, "What came back is no reply of this protocol."));
    }
  }

  private static Reply replyOf(Delivery delivery) {
    var headers = new HashMap<String, Object>();
    delivery
        .getProperties()
        .getHeaders()
        .forEach(
            (name, value) ->
                headers.put(
                    name,
                    value instanceof Number || value instanceof Boolean
                        ? value
                        : String.valueOf(value)));
    return new Reply(
        ((Number) header(headers, Headers.STATUS_CODE)).intValue(),
        (String) header(headers, Headers.STATUS_MESSAGE),
        ((Number) header(headers, Headers.PROCESSING_TIME_NS)).longValue(),
        delivery.getProperties().getType(),
        Map.copyOf(headers),
        Json.parse(delivery.getBody()));
  }

  private static Object header(Map<String, Object> headers, String name) {
    return Objects.requireNonNull(headers.get(name), name);
  }

  private void onReturn(Return returned) {
    var waiting = pending.get(returned.getProperties().getCorrelationId());
    if (waiting != null) {
      waiting.completeExceptionally(
          new NoReplyException(
              NO_SUCH_QUEUE, "There is no queue named " + returned.getRoutingKey() + "."));
    }
  }

  private void failAll() {
    pending.values().forEach(reply -> reply.completeExceptionally(closed()));
  }

  private static NoReplyException closed() {
    return new NoReplyException(CONNECTION_CLOSED, "The connection to the broker closed.");
  }

  private static NoReplyException timedOut(Duration timeout) {
    return new NoReplyException(TIMEOUT, "No reply came within " + timeout.toMillis() + " ms.");
  }

  /** Closes the channel, and with it the reply queue; calls in flight fail. */
  @Override
  public void close() throws IOException {
    channel.abort();
  }
}
