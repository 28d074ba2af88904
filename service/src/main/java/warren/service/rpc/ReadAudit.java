package warren.service.rpc;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import warren.service.rpc.AuditWriterDao.Entry;
import warren.service.store.Store;

/**
 * Records reads of other people's personal data in the audit log. The entries are written before
 * the replies are sent, so that no data leave the service unrecorded; those of a batch are written
 * by one statement. Thread-safe.
 */
final class ReadAudit {
  private final Store store;
  private final boolean enabled;
  private final AuditWriterDao dao = new AuditWriterDao();

  ReadAudit(Store store, boolean enabled) {
    this.store = store;
    this.enabled = enabled;
  }

  /** The entry for a reply; empty if it contains no other people's personal data. */
  <Q extends Record, R> Optional<Entry> entry(Handler.Read<Q, R> handler, Call<Q> call, R reply) {
    return enabled
        ? handler.personalData(call, reply).map(data -> entry(call, data))
        : Optional.empty();
  }

  private static Entry entry(Call<?> call, Handler.PersonalData data) {
    return Entry.ofSuccess(call.context(), call.principal().accountIdOrNull(), data.account());
  }

  /** Writes an entry on the connection of the query. */
  void write(Handle handle, Entry entry) {
    dao.insert(handle, entry, store.now());
  }

  /** Writes the entries of a batch. */
  void write(List<Entry> entries) {
    if (!entries.isEmpty()) {
      store.run(handle -> dao.insertAll(handle, entries, store.now()));
    }
  }
}
