package warren.service.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import warren.contracts.catalogue.Catalogue;
import warren.service.config.Settings;

/** The destination of a reply, as the request states it. */
record ReplyAddress(Kind kind, String name) {

  /** The beginning of a queue's address in AMQP 1.0, which RabbitMQ 4.0 passes on unchanged. */
  private static final String AMQP_1_0_QUEUES = "/queues/";

  enum Kind {
    /** No reply: the request is carried out without one. */
    NONE,
    /** A queue of the caller. */
    QUEUE,
    /** Direct reply-to, which can end the connection that sends the reply. */
    DIRECT,
    /** The legacy exchange, with the name of the reply as routing key. */
    EXCHANGE,
    /** The request must not be carried out. */
    REFUSED
  }

  /**
   * The destination of the reply to a request.
   *
   * @param envelope contains the exchange to which the request was published
   */
  static ReplyAddress of(Envelope envelope, BasicProperties properties, Settings.Amqp settings) {
    var address = of(properties.getReplyTo(), settings.replyToPattern());
    // a request that did not arrive through the legacy exchange has no reader there
    return address.kind == Kind.NONE
            && properties.getCorrelationId() != null
            && envelope.getExchange().equals(settings.legacyExchange())
        ? new ReplyAddress(Kind.EXCHANGE, envelope.getExchange())
        : address;
  }

  static ReplyAddress of(@Nullable String replyTo, @Nullable Pattern allowed) {
    if (replyTo == null || replyTo.isEmpty()) {
      return new ReplyAddress(Kind.NONE, "");
    }
    return replyTo.startsWith(AMQP_1_0_QUEUES)
        ? decoded(replyTo.substring(AMQP_1_0_QUEUES.length()), allowed)
        : named(replyTo, allowed);
  }

  /** The rules apply to the name of the queue, whatever its encoding. */
  private static ReplyAddress decoded(String encoded, @Nullable Pattern allowed) {
    try {
      // in an address, unlike in a form, a plus sign is itself
      var name = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
      if (!name.isEmpty() && encoded.indexOf('/') < 0) {
        return named(name, allowed);
      }
    } catch (IllegalArgumentException malformed) {
      // refused below
    }
    return new ReplyAddress(Kind.REFUSED, encoded);
  }

  private static ReplyAddress named(String replyTo, @Nullable Pattern allowed) {
    if (allowed != null && !allowed.matcher(replyTo).matches()) {
      return new ReplyAddress(Kind.REFUSED, replyTo);
    }
    if (replyTo.startsWith(DirectAddress.PREFIX)) {
      var wellFormed = DirectAddress.route(replyTo).isPresent();
      return new ReplyAddress(wellFormed ? Kind.DIRECT : Kind.REFUSED, replyTo);
    }
    // a reply in a request queue would be processed as a request and get a reply, endlessly
    var own = Catalogue.find(replyTo).isPresent();
    var usable = !own && Requests.fitsShortString(replyTo);
    return new ReplyAddress(usable ? Kind.QUEUE : Kind.REFUSED, replyTo);
  }
}
