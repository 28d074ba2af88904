package warren.service.accounts;

import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.accounts.AccountDataRequest;
import warren.contracts.accounts.AccountInfo;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.store.Store;

/** RequestAccountData. */
final class AccountData implements Handler.Reads<AccountDataRequest, AccountInfo> {
  private final Store store;
  private final AccountDao dao = new AccountDao();

  AccountData(Store store) {
    this.store = store;
  }

  @Override
  public boolean showsCaller() {
    return true;
  }

  @Override
  public AccountInfo handle(Call<AccountDataRequest> call, Handle handle) {
    var id = call.request().userId();
    var number = call.request().number();
    if (id != null && number != null) {
      throw new RefusedException(
          Refusal.ofField(ErrorCode.INVALID_FIELDS, "number", "can't go with user_id"));
    }
    return id == null && number == null ? call.caller().account() : find(handle, id, number);
  }

  private AccountInfo find(Handle handle, @Nullable UUID id, @Nullable Long number) {
    var found =
        id == null
            ? dao.info(handle, store.roles(), Objects.requireNonNull(number), store.now())
            : dao.info(handle, store.roles(), id, store.now());
    return found.orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN_ACCOUNT));
  }
}
