package warren.service.rpc;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.events.EventType;
import warren.service.store.Ids;
import warren.service.store.Sql;

/**
 * Writes events to the outbox, in the transaction of their command: the events of a committed
 * command are always published, those of a rolled back one never. The command holds a lock on the
 * subject's row, so the events of a subject are stored in their order.
 */
final class OutboxWriterDao {
  private static final Sql INSERT =
      Sql.of(
          """
          insert into outbox (event_id, type, at, subject, actor_id, correlation_id)
          values (:id, :type, :now, :subject, cast(:actor as uuid), :correlationId)
          """);

  /**
   * Stores an event until it is published.
   *
   * @param subject the id of the object that was written
   * @param actor the account of the principal, null if anonymous
   */
  void insert(
      Handle transaction,
      EventType type,
      String subject,
      AuditContext context,
      @Nullable UUID actor,
      Instant now) {
    INSERT
        .on(transaction)
        .bind("id", Ids.next())
        .bind("type", type.text())
        .bind("now", now)
        .bind("subject", subject)
        .bind("actor", actor)
        .bind("correlationId", context.printableCorrelationId())
        .executeAtCommit();
  }

  /** Stores an event without an actor for each of these accounts. */
  void insertAll(Handle transaction, EventType type, List<UUID> accounts, Instant now) {
    INSERT.executeAll(
        accounts.stream()
            .map(
                account ->
                    INSERT
                        .on(transaction)
                        .bind("id", Ids.next())
                        .bind("type", type.text())
                        .bind("now", now)
                        .bind("subject", account.toString()))
            .toList());
  }
}
