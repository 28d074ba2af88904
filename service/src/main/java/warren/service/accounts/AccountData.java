package warren.service.accounts;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.accounts.AccountDataRequest;
import warren.contracts.accounts.AccountInfo;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.store.SharedQuery;
import warren.service.store.Store;

/** RequestAccountData. */
final class AccountData implements Handler.Looks<AccountDataRequest, AccountInfo> {
  private final SharedQuery<UUID, AccountInfo> byId;
  private final SharedQuery<Long, AccountInfo> byNumber;

  AccountData(Store store) {
    var dao = new AccountDao();
    this.byId =
        new SharedQuery<>(
            ids ->
                by(
                    AccountInfo::userId,
                    store.read(handle -> dao.byId(handle, store.roles(), ids, store.now()))));
    this.byNumber =
        new SharedQuery<>(
            numbers ->
                by(
                    AccountInfo::number,
                    store.read(
                        handle -> dao.byNumber(handle, store.roles(), numbers, store.now()))));
  }

  private static <K> Map<K, AccountInfo> by(Function<AccountInfo, K> key, List<AccountInfo> found) {
    return found.stream().collect(Collectors.toMap(key, account -> account));
  }

  @Override
  public boolean showsCaller() {
    return true;
  }

  @Override
  public AccountInfo handle(Call<AccountDataRequest> call) {
    var id = call.request().userId();
    var number = call.request().number();
    if (id != null && number != null) {
      throw new RefusedException(
          Refusal.ofField(ErrorCode.INVALID_FIELDS, "number", "can't go with user_id"));
    }
    return id == null && number == null ? call.caller().account() : find(id, number);
  }

  private AccountInfo find(@Nullable UUID id, @Nullable Long number) {
    var found = id == null ? byNumber.find(Objects.requireNonNull(number)) : byId.find(id);
    return found.orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN_ACCOUNT));
  }
}
