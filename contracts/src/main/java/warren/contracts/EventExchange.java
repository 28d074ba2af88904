package warren.contracts;

import java.util.List;

/**
 * The older way of calling, for whoever publishes requests to a direct exchange, sets no {@code
 * reply_to}, and takes replies from a queue bound to the responses' names. It is for the operations
 * of the original API document alone. Off unless the service is told the exchange's name.
 */
public final class EventExchange {
  /** What can be called so, in the order of the original document. */
  public static final List<Operation<?, ?>> OPERATIONS =
      List.of(
          Catalogue.LOGIN_TOKEN,
          Catalogue.INVALIDATE_LOGIN_TOKEN,
          Catalogue.ACCOUNT_CREATE,
          Catalogue.ACCOUNT_RESET,
          Catalogue.ACCOUNT_PASSWORD_UPDATE,
          Catalogue.ACCOUNT_DELETE,
          Catalogue.UPDATE_ACCOUNT_PRIVILEGES,
          Catalogue.UPDATE_ACCOUNT,
          Catalogue.ACCOUNT_DATA,
          Catalogue.BAN_USER,
          Catalogue.FLAG_USER,
          Catalogue.ALL_FLAGGED,
          Catalogue.USERNAME);

  private EventExchange() {}

  /**
   * The names under which a reply is published beside its own: the original document names the
   * reply of RequestUsername {@code ReturnAllFlagged}.
   */
  public static List<String> furtherReplyNames(Operation<?, ?> operation) {
    return operation.equals(Catalogue.USERNAME)
        ? List.of(Catalogue.ALL_FLAGGED.replyName())
        : List.of();
  }
}
