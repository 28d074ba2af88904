package warren.service.moderation;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.moderation.BanHistory;
import warren.contracts.moderation.BanHistory.Ban;
import warren.contracts.moderation.BanHistoryRequest;
import warren.service.paging.Page;
import warren.service.paging.TimeCursor;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;

/** Handles RequestBanHistory. */
final class BanHistoryQuery implements Handler.Query<BanHistoryRequest, BanHistory> {
  private final BanDao dao = new BanDao();

  @Override
  public BanHistory handle(Call<BanHistoryRequest> call, Handle handle) {
    var account = call.request().userId();
    var after = TimeCursor.after(call.request().after());
    if (dao.username(handle, account).isEmpty()) {
      throw new RefusedException(ErrorCode.UNKNOWN_ACCOUNT);
    }
    var page =
        Page.read(
            call.request().limit(),
            limit -> dao.list(handle, account, after, limit),
            BanHistoryQuery::cursor);
    return new BanHistory(page.rows(), page.next());
  }

  @Override
  public Optional<PersonalData> personalData(Call<BanHistoryRequest> call, BanHistory reply) {
    return call.principal().isAccount(call.request().userId())
        ? Optional.empty()
        : Optional.of(new PersonalData(call.request().userId()));
  }

  private static String cursor(Ban last) {
    return new TimeCursor(last.start(), last.id()).text();
  }
}
