package warren.service.accounts;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.accounts.AllAccounts;
import warren.contracts.accounts.AllAccountsRequest;
import warren.service.access.Groups;
import warren.service.access.Roles;
import warren.service.paging.NumberCursor;
import warren.service.paging.Page;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.store.Store;

/** Handles RequestAllAccounts. */
final class AllAccountsQuery implements Handler.Query<AllAccountsRequest, AllAccounts> {
  private final Store store;
  private final Roles roles;
  private final Groups groups;
  private final AccountSearchDao dao;

  AllAccountsQuery(Store store, Roles roles) {
    this.store = store;
    this.roles = roles;
    this.groups = new Groups(roles);
    this.dao = new AccountSearchDao(roles.definitions());
  }

  @Override
  public AllAccounts handle(Call<AllAccountsRequest> call, Handle handle) {
    var request = call.request();
    var after = NumberCursor.after(request.after()).number();
    var role = request.role() == null ? null : roles.find(handle, request.role()).id();
    if (request.group() != null) {
      groups.requireExists(handle, request.group());
    }
    var now = store.now();
    var page =
        Page.read(
            request.limit(),
            limit -> dao.list(handle, request, role, after, limit, now),
            AllAccountsQuery::cursor);
    return new AllAccounts(page.rows(), page.next());
  }

  @Override
  public Optional<PersonalData> personalData(Call<AllAccountsRequest> call, AllAccounts reply) {
    return Optional.of(PersonalData.OF_SEVERAL);
  }

  private static String cursor(AccountInfo last) {
    return new NumberCursor(last.number()).text();
  }
}
