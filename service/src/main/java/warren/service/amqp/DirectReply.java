package warren.service.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import warren.contracts.Headers;

/** A reply to a direct address, until it is confirmed or abandoned. */
final class DirectReply {
  /** An estimate of the memory for the address, the properties and the objects. */
  private static final int OVERHEAD = 2048;

  private static final int MAX_LOSSES = 2;

  private final String address;
  private final String route;
  private final byte[] body;
  private final Runnable acknowledgement;
  private final AtomicBoolean settled = new AtomicBoolean();
  private BasicProperties properties;
  private int losses;

  /**
   * Creates a reply that has not been sent.
   *
   * @param acknowledgement acknowledges the request; runs once
   */
  DirectReply(String address, BasicProperties properties, byte[] body, Runnable acknowledgement) {
    this.address = address;
    this.route = DirectAddress.route(address).orElseThrow();
    this.properties = properties;
    this.body = body;
    this.acknowledgement = acknowledgement;
  }

  String address() {
    return address;
  }

  String route() {
    return route;
  }

  BasicProperties properties() {
    return properties;
  }

  byte[] body() {
    return body;
  }

  /** The memory that it occupies. */
  int bytes() {
    return OVERHEAD + body.length;
  }

  /** Marks a reply that the caller may already have received. */
  void markRedelivered() {
    Map<String, Object> headers = new HashMap<>(properties.getHeaders());
    headers.put(Headers.REDELIVERED, true);
    properties = properties.builder().headers(headers).build();
  }

  /** Counts a loss of the connection while no other reply was in flight. */
  boolean hasLostTooOften() {
    return ++losses == MAX_LOSSES;
  }

  boolean isSettled() {
    return settled.get();
  }

  /** Acknowledges the request if it has not been acknowledged. */
  void settle() {
    if (settled.compareAndSet(false, true)) {
      acknowledgement.run();
    }
  }
}
