package warren.service.moderation;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import warren.contracts.moderation.AllFlagged;
import warren.contracts.moderation.AllFlagged.Flagged;
import warren.contracts.moderation.AllFlaggedRequest;
import warren.service.paging.Page;
import warren.service.paging.TimeCursor;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;

/** Handles RequestAllFlagged. */
final class AllFlaggedQuery implements Handler.Query<AllFlaggedRequest, AllFlagged> {
  private final FlagDao dao = new FlagDao();

  @Override
  public AllFlagged handle(Call<AllFlaggedRequest> call, Handle handle) {
    var after = TimeCursor.after(call.request().after());
    var page =
        Page.read(
            call.request().limit(),
            limit -> dao.list(handle, after, limit),
            AllFlaggedQuery::cursor);
    return new AllFlagged(page.rows(), page.next());
  }

  @Override
  public Optional<PersonalData> personalData(Call<AllFlaggedRequest> call, AllFlagged reply) {
    return Optional.of(PersonalData.OF_SEVERAL);
  }

  private static String cursor(Flagged last) {
    return new TimeCursor(last.flaggedAt(), last.userId()).text();
  }
}
