package warren.service.amqp;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import warren.contracts.Catalogue;

/** Where a reply goes, as the request's {@code reply_to} says. */
record ReplyAddress(Kind kind, String name) {

  enum Kind {
    /** The request names none; it is carried out and not answered. */
    NONE,
    /** A queue of the caller's. */
    QUEUE,
    /** The caller itself (direct reply-to), which can cost the connection that it is sent over. */
    DIRECT,
    /** The request must not be carried out. */
    REFUSED
  }

  private static final String DIRECT_PREFIX = "amq.rabbitmq.reply-to";

  /** A process and a key, both in base 64. The broker closes the connection for anything else. */
  private static final Pattern DIRECT_NAME =
      Pattern.compile("amq\\.rabbitmq\\.reply-to\\.g[\\w+/=-]{15,}\\.[\\w+/=-]{16,}");

  static ReplyAddress of(@Nullable String replyTo, @Nullable Pattern allowed) {
    if (replyTo == null || replyTo.isEmpty()) {
      return new ReplyAddress(Kind.NONE, "");
    }
    if (allowed != null && !allowed.matcher(replyTo).matches()) {
      return new ReplyAddress(Kind.REFUSED, replyTo);
    }
    if (replyTo.startsWith(DIRECT_PREFIX)) {
      var wellFormed = DIRECT_NAME.matcher(replyTo).matches();
      return new ReplyAddress(wellFormed ? Kind.DIRECT : Kind.REFUSED, replyTo);
    }
    // a reply in a request queue would be taken for a request, and answered, for ever
    var own = Catalogue.find(replyTo).isPresent();
    var usable = !own && Requests.fitsShortString(replyTo);
    return new ReplyAddress(usable ? Kind.QUEUE : Kind.REFUSED, replyTo);
  }
}
