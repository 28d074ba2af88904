package warren.service.accounts;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.accounts.AccountInfo;
import warren.service.identity.RoleDefinitions;
import warren.service.store.Store;

/** Reads accounts for other features. Thread-safe. */
public final class Accounts {
  private final Store store;
  private final RoleDefinitions roles;
  private final AccountDao dao = new AccountDao();

  public Accounts(Store store, RoleDefinitions roles) {
    this.store = store;
    this.roles = roles;
  }

  /** The account with that id. Refused with {@code unknown_account}. */
  public AccountInfo info(Handle handle, UUID id) {
    return dao.byId(handle, roles, List.of(id), store.now()).stream()
        .findFirst()
        .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN_ACCOUNT));
  }

  /** The highest role of an account; every account holds at least one. */
  public AccountInfo.Role highestRole(Handle handle, UUID id) {
    return roles.rolesOf(handle, id).roles().get(0);
  }
}
