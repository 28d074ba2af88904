package warren.service.accounts;

import org.jdbi.v3.core.Handle;
import warren.contracts.accounts.UsernamesById;
import warren.contracts.accounts.UsernamesRequest;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;

/** Handles RequestUsernames. */
final class UsernamesQuery implements Handler.Query<UsernamesRequest, UsernamesById> {
  private final AccountDao dao = new AccountDao();

  @Override
  public UsernamesById handle(Call<UsernamesRequest> call, Handle handle) {
    return new UsernamesById(dao.usernames(handle, call.request().userIds()));
  }
}
