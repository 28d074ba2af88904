package warren.service.rpc;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.service.store.Ids;
import warren.service.store.SecretBytes;
import warren.service.store.Sql;

/** Writes entries of the audit log. */
final class AuditWriterDao {
  private static final Sql INSERT =
      Sql.of(
          """
          insert into audit_entry (
            id, at, operation, outcome, actor_id, account_id, name_mac,
            client_address, client_address_trusted, correlation_id)
          values (
            :id, :now, :operation, :outcome, cast(:actor as uuid), cast(:account as uuid),
            cast(:nameMac as bytea),
            -- the address is not stored if the account was erased in the meantime
            case when not exists (
              select from account
              where id = coalesce(cast(:actor as uuid), cast(:account as uuid))
                and erased_at is not null)
            then cast(:clientAddress as inet) end,
            :trusted, :correlationId)
          """);

  /**
   * An audit entry.
   *
   * @param outcome {@code ok}, or the error code of the refusal
   * @param actor the account of the principal, null if anonymous
   * @param account the account concerned, if any
   * @param nameMac the HMAC of an unknown user name in a login attempt
   */
  record Entry(
      AuditContext context,
      String outcome,
      @Nullable UUID actor,
      @Nullable UUID account,
      @Nullable SecretBytes nameMac) {}

  void insert(Handle handle, Entry entry, Instant now) {
    bound(handle, entry, now).execute();
  }

  /** Inserts the entry together with the commit of the transaction. */
  void insertAtCommit(Handle transaction, Entry entry, Instant now) {
    bound(transaction, entry, now).executeAtCommit();
  }

  private static Sql.Bound bound(Handle handle, Entry entry, Instant now) {
    var address = entry.context.clientAddress();
    return INSERT
        .on(handle)
        .bind("id", Ids.next())
        .bind("now", now)
        .bind("operation", entry.context.operation())
        .bind("outcome", entry.outcome)
        .bind("actor", entry.actor)
        .bind("account", entry.account)
        .bind("nameMac", entry.nameMac == null ? null : entry.nameMac.bytes())
        .bind("clientAddress", address == null ? null : address.text())
        .bind("trusted", address != null && address.trusted())
        .bind("correlationId", entry.context.printableCorrelationId());
  }
}
