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
