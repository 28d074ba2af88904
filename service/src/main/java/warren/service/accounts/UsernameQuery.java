package warren.service.accounts;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.accounts.Username;
import warren.contracts.accounts.UsernameRequest;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.store.Store;

/** Handles RequestUsername. */
final class UsernameQuery
    implements Handler.BatchQuery<UsernameRequest, Username, Map<UUID, String>> {
  private final AccountDao dao = new AccountDao();
  private final Store store;

  UsernameQuery(Store store) {
    this.store = store;
  }

  @Override
  public Map<UUID, String> find(List<Call<UsernameRequest>> calls) {
    var ids = calls.stream().map(call -> call.request().userId()).collect(Collectors.toSet());
    return store.read(handle -> dao.usernames(handle, ids));
  }

  @Override
  public Username handle(Call<UsernameRequest> call, Map<UUID, String> found) {
    var username = found.get(call.request().userId());
    if (username == null) {
      throw new RefusedException(ErrorCode.UNKNOWN_ACCOUNT);
    }
    return new Username(username);
  }
}
