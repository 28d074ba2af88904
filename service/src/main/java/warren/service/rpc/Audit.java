package warren.service.rpc;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.events.EventType;
import warren.service.store.Ids;
import warren.service.store.Sql;
import warren.service.store.Store;

/**
 * Writes down who did what on whom, from where, and what became of it; and keeps what is to be told
 * of it. Thread-safe.
 *
 * <p>Of what was sent only the correlation id and the client's address are kept.
 */
public final class Audit {
  private static final String OK = "ok";

  private static final Sql INSERT =
      Sql.of(
          """
          insert into audit_entry (
            id, at, operation, outcome, actor_id, account_id, name_mac,
            source, source_honoured, correlation_id)
          values (
            :id, :now, :operation, :outcome, cast(:actor as uuid), cast(:account as uuid),
            cast(:nameMac as bytea),
            -- not of who has been erased meanwhile
            case when not exists (
              select from account
              where id = coalesce(cast(:actor as uuid), cast(:account as uuid))
                and erased_at is not null)
            then cast(:source as inet) end,
            :honoured, :correlationId)
          """);

  private final Store store;
  private final boolean told;
  private final Outbox outbox;

  /**
   * @param told whether anybody publishes what has happened
   */
  public Audit(Store store, boolean told) {
    this.store = store;
    this.told = told;
    this.outbox = new Outbox(store);
  }

  /**
   * Something was done, in the transaction that does it.
   *
   * @param actor who did it, null if nobody was signed in
   * @param account on which account, if on one
   */
  public void done(
      Handle transaction, Origin origin, @Nullable UUID actor, @Nullable UUID account) {
    insert(transaction, origin, OK, actor, account, null).atCommit();
  }

  /**
   * Something was done that is told to whoever listens, in the transaction that does it.
   *
   * @param actor who did it, null if nobody was signed in
   * @param done what it was done to
   */
  public void done(
      Handle transaction,
      Origin origin,
      @Nullable UUID actor,
      Handler.Done<?> done,
      EventType type) {
    done(transaction, origin, actor, done.account());
    if (told) {
      outbox.add(transaction, type, done.subject(), origin, actor);
    }
  }

  /**
   * Something was refused.
   *
   * @param nameMac the HMAC of a name that no account has, by which it was tried
   */
  void refused(
      Handle handle,
      Origin origin,
      ErrorCode code,
      @Nullable UUID actor,
      @Nullable UUID account,
      byte @Nullable [] nameMac) {
    insert(handle, origin, code.code(), actor, account, nameMac).run();
  }

  private Sql.Bound insert(
      Handle handle,
      Origin origin,
      String outcome,
      @Nullable UUID actor,
      @Nullable UUID account,
      byte @Nullable [] nameMac) {
    var source = origin.source();
    return INSERT
        .on(handle)
        .bind("id", Ids.next())
        .bind("now", store.now())
        .bind("operation", origin.operation())
        .bind("outcome", outcome)
        .bind("actor", actor)
        .bind("account", account)
        .bind("nameMac", nameMac)
        .bind("source", source == null ? null : source.text())
        .bind("honoured", source != null && source.honoured())
        .bind("correlationId", origin.printableCorrelationId());
  }
}
