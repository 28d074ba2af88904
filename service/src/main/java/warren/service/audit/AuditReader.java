package warren.service.audit;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import warren.contracts.service.AuditLog;
import warren.contracts.service.AuditLogRequest;
import warren.service.audit.AuditReaderDao.Row;
import warren.service.paging.Page;
import warren.service.paging.TimeCursor;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;

/** The handler of {@code RequestAuditLog}: lists audit entries from newest to oldest. */
public final class AuditReader implements Handler.Query<AuditLogRequest, AuditLog> {
  private final AuditReaderDao dao = new AuditReaderDao();

  @Override
  public AuditLog handle(Call<AuditLogRequest> call, Handle handle) {
    var request = call.request();
    var after = TimeCursor.after(request.after());
    var page =
        Page.read(
            request.limit(), limit -> dao.list(handle, request, after, limit), AuditReader::cursor);
    return new AuditLog(page.rows().stream().map(Row::entry).toList(), page.next());
  }

  /** The entries of an account contain client addresses of others, too. */
  @Override
  public Optional<PersonalData> personalData(Call<AuditLogRequest> call, AuditLog reply) {
    return Optional.of(new PersonalData(call.request().userId()));
  }

  private static String cursor(Row last) {
    return new TimeCursor(last.entry().at(), last.id()).text();
  }
}
