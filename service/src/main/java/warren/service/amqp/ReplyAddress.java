package warren.service.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import warren.contracts.Catalogue;
import warren.service.config.Settings;

/** Where a reply goes, as the request says. */
record ReplyAddress(Kind kind, String name) {

  enum Kind {
    /** Nobody waits for one; the request is carried out and not answered. */
    NONE,
    /** A queue of the caller's. */
    QUEUE,
    /** The caller itself (direct reply-to), which can cost the connection that it is sent over. */
    DIRECT,
    /** An exchange, where the response's name is the routing key: who asked is listening there. */
    EXCHANGE,
    /** The request must not be carried out. */
    REFUSED
  }

  /**
   * Where a reply goes.
   *
   * @param envelope tells the exchange that the request came by
   */
  static ReplyAddress of(Envelope envelope, BasicProperties properties, Settings.Amqp settings) {
    var address = of(properties.getReplyTo(), settings.replyToPattern());
    // what came any other way is nobody's business there
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
    // a reply in a request queue would be taken for a request, and answered, for ever
    var own = Catalogue.find(replyTo).isPresent();
    var usable = !own && Requests.fitsShortString(replyTo);
    return new ReplyAddress(usable ? Kind.QUEUE : Kind.REFUSED, replyTo);
  }
}
