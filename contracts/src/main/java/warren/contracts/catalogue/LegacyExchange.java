package warren.contracts.catalogue;

import java.util.List;

/**
 * The legacy exchange: a direct exchange for callers that do not set {@code reply_to} and receive
 * replies from a queue bound to the replies' names. It accepts only the operations of the original
 * API document. The service uses it only if the setting for its name is set.
 */
public final class LegacyExchange {
  /** The operations that this exchange accepts, in the order of the original document. */
  public static final List<Operation<?, ?>> OPERATIONS =
      List.of(
          TokenCatalogue.LOGIN_TOKEN,
          TokenCatalogue.INVALIDATE_LOGIN_TOKEN,
          AccountCatalogue.ACCOUNT_CREATE,
          PasswordCatalogue.ACCOUNT_RESET,
          PasswordCatalogue.ACCOUNT_PASSWORD_UPDATE,
          AccountCatalogue.ACCOUNT_DELETE,
          AccountCatalogue.UPDATE_ACCOUNT_PRIVILEGES,
          AccountCatalogue.UPDATE_ACCOUNT,
          AccountCatalogue.ACCOUNT_DATA,
          ModerationCatalogue.BAN_USER,
          ModerationCatalogue.FLAG_USER,
          ModerationCatalogue.ALL_FLAGGED,
          AccountCatalogue.USERNAME);

  private LegacyExchange() {}

  /**
   * The names under which a reply is also published: the original document names the reply of
   * RequestUsername {@code ReturnAllFlagged}.
   */
  public static List<String> furtherReplyNames(Operation<?, ?> operation) {
    return operation.equals(AccountCatalogue.USERNAME)
        ? List.of(ModerationCatalogue.ALL_FLAGGED.replyName())
        : List.of();
  }
}
