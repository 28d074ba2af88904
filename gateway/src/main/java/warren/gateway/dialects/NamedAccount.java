package warren.gateway.dialects;

import java.text.Normalizer;
import java.util.Optional;
import warren.client.Caller;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.accounts.AllAccountsRequest;
import warren.gateway.http.ListResponse;

/** Finds accounts for the dialects that identify users by name. */
public final class NamedAccount {
  private NamedAccount() {}

  /**
   * The account with exactly this user name. Equivalent spellings are other names here: a request
   * that changes or deletes an account must not reach a similar one. A text that cannot be searched
   * for is not a name.
   *
   * @param caller a caller who must hold CAN_READ_ACCOUNTS
   */
  public static Optional<AccountInfo> find(Caller caller, String username) {
    try {
      return search(caller, username);
    } catch (RefusedException e) {
      if (e.code() != ErrorCode.INVALID_FIELDS) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static Optional<AccountInfo> search(Caller caller, String username) {
    var request = new AllAccountsRequest().withText(username).withLimit(ListResponse.PAGE_SIZE);
    while (true) {
      var page = caller.accounts().all(request);
      var found =
          page.accounts().stream()
              .filter(account -> composed(account.username()).equals(composed(username)))
              .findFirst();
      var next = page.next();
      if (found.isPresent() || next == null) {
        return found;
      }
      request = request.withAfter(next);
    }
  }

  private static String composed(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }
}
