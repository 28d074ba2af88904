package warren.service.audit;

import org.jdbi.v3.core.Handle;
import warren.contracts.service.AuditLog;
import warren.contracts.service.AuditLogRequest;
import warren.service.audit.AuditLogDao.Row;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.store.Cursor;
import warren.service.store.Page;

/** RequestAuditLog. */
public final class AuditLogReader implements Handler.Reads<AuditLogRequest, AuditLog> {
  private final AuditLogDao dao = new AuditLogDao();

  @Override
  public AuditLog handle(Call<AuditLogRequest> call, Handle handle) {
    var request = call.request();
    var after = Cursor.after(request.after());
    var page =
        Page.read(
            request.limit(),
            limit -> dao.list(handle, request, after, limit),
            AuditLogReader::cursor);
    return new AuditLog(page.rows().stream().map(Row::entry).toList(), page.next());
  }

  private static String cursor(Row last) {
    return new Cursor(last.entry().at(), last.id()).text();
  }
}
