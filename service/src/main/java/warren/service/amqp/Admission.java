package warren.service.amqp;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.service.rpc.Request;

/**
 * Decides whether a request is carried out at all, before it waits for a thread: its reply address
 * must be usable, and a direct reply to it must not be about to end a connection. Thread-safe.
 */
final class Admission {
  private static final Logger log = LoggerFactory.getLogger(Admission.class);

  private final DirectReplies directReplies;
  private final RareWarning notPermitted =
      new RareWarning(log, "{}: not carried out, because its reply_to is not permitted");
  private final RareWarning notProven =
      new RareWarning(log, "{}: not carried out, because its direct reply may end a connection");

  Admission(DirectReplies directReplies) {
    this.directReplies = directReplies;
  }

  /** Whether to carry out a request; if not, it is acknowledged without a reply. */
  boolean admits(Request request, ReplyAddress address) {
    return switch (address.kind()) {
      case NONE, QUEUE, EXCHANGE -> true;
      case REFUSED -> refuse(request, notPermitted);
      case DIRECT -> directReplies.accepts(address.name()) || refuse(request, notProven);
    };
  }

  private static boolean refuse(Request request, RareWarning warning) {
    return request.withTrace(
        () -> {
          warning.log(request);
          return false;
        });
  }
}
