package warren.service.accounts;

import java.util.UUID;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.accounts.Username;
import warren.contracts.accounts.UsernameRequest;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.store.SharedQuery;
import warren.service.store.Store;

/** RequestUsername. */
final class UsernameOf implements Handler.Looks<UsernameRequest, Username> {
  private final SharedQuery<UUID, String> usernames;

  UsernameOf(Store store) {
    var dao = new AccountDao();
    this.usernames = new SharedQuery<>(ids -> store.read(handle -> dao.usernames(handle, ids)));
  }

  @Override
  public Username handle(Call<UsernameRequest> call) {
    return usernames
        .find(call.request().userId())
        .map(Username::new)
        .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN_ACCOUNT));
  }
}
