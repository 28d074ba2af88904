package warren.service.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import warren.contracts.catalogue.Catalogue;
import warren.service.config.Settings;

/** The destination of a reply, as the request states it. */
record ReplyAddress(Kind kind, String name) {

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
