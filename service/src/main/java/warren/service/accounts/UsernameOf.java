package warren.service.accounts;

import org.jdbi.v3.core.Handle;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.accounts.Username;
import warren.contracts.accounts.UsernameRequest;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;

/** RequestUsername. */
final class UsernameOf implements Handler.Reads<UsernameRequest, Username> {
  private final AccountDao dao = new AccountDao();

  @Override
  public Username handle(Call<UsernameRequest> call, Handle handle) {
    return dao.username(handle, call.request().userId())
        .map(Username::new)
        .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN_ACCOUNT));
  }
}
