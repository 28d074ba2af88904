package warren.service.accounts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.accounts.AccountDataRequest;
import warren.contracts.accounts.AccountInfo;
import warren.service.identity.RoleDefinitions;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.store.Store;

/** Handles RequestAccountData. */
final class AccountData
    implements Handler.BatchQuery<AccountDataRequest, AccountInfo, Map<Object, AccountInfo>> {
  private final AccountDao dao = new AccountDao();
  private final Store store;
  private final RoleDefinitions roles;

  AccountData(Store store, RoleDefinitions roles) {
    this.store = store;
    this.roles = roles;
  }

  @Override
  public boolean returnsPrincipal() {
    return true;
  }

  /** The accounts by id and by number; the principal's own account was read with the token. */
  @Override
  public Map<Object, AccountInfo> find(List<Call<AccountDataRequest>> calls) {
    Map<Object, AccountInfo> found = new HashMap<>();
    var ids = keys(calls, AccountDataRequest::userId);
    if (!ids.isEmpty()) {
      store
          .read(handle -> dao.byId(handle, roles, ids, store.now()))
          .forEach(account -> found.put(account.userId(), account));
    }
    var numbers = keys(calls, AccountDataRequest::number);
    if (!numbers.isEmpty()) {
      store
          .read(handle -> dao.byNumber(handle, roles, numbers, store.now()))
          .forEach(account -> found.put(account.number(), account));
    }
    return found;
  }

  private static <K> Set<K> keys(
      List<Call<AccountDataRequest>> calls, Function<AccountDataRequest, @Nullable K> key) {
    return calls.stream()
        .map(call -> key.apply(call.request()))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  @Override
  public AccountInfo handle(Call<AccountDataRequest> call, Map<Object, AccountInfo> found) {
    var id = call.request().userId();
    var number = call.request().number();
    if (id == null && number == null) {
      return call.principal().account();
    }
    var account = found.get(id == null ? number : id);
    if (account == null) {
      throw new RefusedException(ErrorCode.UNKNOWN_ACCOUNT);
    }
    return account;
  }

  @Override
  public Optional<PersonalData> personalData(Call<AccountDataRequest> call, AccountInfo account) {
    return call.principal().isAccount(account.userId())
        ? Optional.empty()
        : Optional.of(new PersonalData(account.userId()));
  }
}
