package warren.service.rpc;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
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

  private static final Sql INSERT_ALL =
      Sql.of(
          """
          insert into audit_entry (
            id, at, operation, outcome, actor_id, account_id,
            client_address, client_address_trusted, correlation_id)
          select
            cast(entry.id as uuid), :now, operation, outcome, cast(actor as uuid),
            cast(account as uuid),
            case when not exists (
              select from account
              where account.id = cast(coalesce(actor, entry.account) as uuid)
                and erased_at is not null)
            then cast(address as inet) end,
            trusted, correlation
          from unnest(
            cast(:ids as text[]), cast(:operations as text[]), cast(:outcomes as text[]),
            cast(:actors as text[]), cast(:accounts as text[]), cast(:addresses as text[]),
            cast(:trusted as boolean[]), cast(:correlations as text[]))
            as entry (id, operation, outcome, actor, account, address, trusted, correlation)
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
      @Nullable SecretBytes nameMac) {
    private static final String OK = "ok";

    static Entry ofSuccess(AuditContext context, @Nullable UUID actor, @Nullable UUID account) {
      return new Entry(context, OK, actor, account, null);
    }

    @Nullable String clientAddress() {
      var address = context.clientAddress();
      return address == null ? null : address.text();
    }

    boolean isClientAddressTrusted() {
      var address = context.clientAddress();
      return address != null && address.trusted();
    }
  }

  void insert(Handle handle, Entry entry, Instant now) {
    bound(handle, entry, now).execute();
  }

  /** Inserts the entry together with the commit of the transaction. */
  void insertAtCommit(Handle transaction, Entry entry, Instant now) {
    bound(transaction, entry, now).executeAtCommit();
  }

  /** Inserts the entries of successful requests by one statement. */
  void insertAll(Handle handle, List<Entry> entries, Instant now) {
    INSERT_ALL
        .on(handle)
        .bind("now", now)
        .bind("ids", texts(entries, entry -> Ids.next()))
        .bind("operations", texts(entries, entry -> entry.context.operation()))
        .bind("outcomes", texts(entries, Entry::outcome))
        .bind("actors", texts(entries, Entry::actor))
        .bind("accounts", texts(entries, Entry::account))
        .bind("addresses", texts(entries, Entry::clientAddress))
        .bind(
            "trusted", entries.stream().map(Entry::isClientAddressTrusted).toArray(Boolean[]::new))
        .bind("correlations", texts(entries, entry -> entry.context.printableCorrelationId()))
        .execute();
  }

  private static @Nullable String[] texts(
      List<Entry> entries, Function<Entry, @Nullable Object> field) {
    var texts = new @Nullable String[entries.size()];
    for (var i = 0; i < texts.length; i++) {
      texts[i] = Objects.toString(field.apply(entries.get(i)), null);
    }
    return texts;
  }

  private static Sql.Bound bound(Handle handle, Entry entry, Instant now) {
    return INSERT
        .on(handle)
        .bind("id", Ids.next())
        .bind("now", now)
        .bind("operation", entry.context.operation())
        .bind("outcome", entry.outcome)
        .bind("actor", entry.actor)
        .bind("account", entry.account)
        .bind("nameMac", entry.nameMac == null ? null : entry.nameMac.bytes())
        .bind("clientAddress", entry.clientAddress())
        .bind("trusted", entry.isClientAddressTrusted())
        .bind("correlationId", entry.context.printableCorrelationId());
  }
}
