package warren.service.config;

import java.util.Locale;

/** The type of a queue, as in RabbitMQ's argument {@code x-queue-type}. */
public enum QueueType {
  /** On one node. */
  CLASSIC,
  /** Replicated: survives the loss of a minority of its nodes. */
  QUORUM;

  /** The value of the argument. */
  public String argument() {
    return name().toLowerCase(Locale.ROOT);
  }
}
