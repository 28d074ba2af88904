package warren.contracts;

import java.util.List;

/**
 * The older way to call: callers publish requests to a direct exchange, set no {@code reply_to},
 * and consume replies from a queue that is bound by the names of the replies. It serves only the
 * operations of the original API document, and only if the service's setting {@code
 * WARREN_LEGACY_EXCHANGE} names the exchange.
 */
public final class LegacyExchange {
  /** The operations that can be called this way, in the order of the original document. */
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

  private LegacyExchange() {}

  /**
   * The additional names under which a reply is published: the original document names the reply of
   * RequestUsername {@code ReturnAllFlagged}.
   */
  public static List<String> furtherReplyNames(Operation<?, ?> operation) {
    return operation.equals(Catalogue.USERNAME)
        ? List.of(Catalogue.ALL_FLAGGED.replyName())
        : List.of();
  }
}
