package warren.service.events;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import warren.contracts.events.DomainEvent;

/** Reads and deletes the events that are to be published. */
final class OutboxRelayDao {

  /** An event and its position in the outbox. */
  record Row(long number, DomainEvent event) {}

  /**
   * Acquires the lock that only one process holds at a time, without which events would overtake
   * each other; false if another process holds it.
   */
  boolean lock(Handle transaction, long key) {
    return transaction
        .createQuery("select pg_try_advisory_xact_lock(:key)")
        .bind("key", key)
        .mapTo(Boolean.class)
        .one();
  }

  List<Row> oldest(Handle transaction, int limit) {
    return transaction
        .createQuery(
            """
            select number, event_id, type, at, subject, actor_id, correlation_id
            from outbox
            order by number
            limit :limit
            """)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new Row(
                    row.getLong("number"),
                    new DomainEvent(
                        row.getObject("event_id", UUID.class),
                        row.getString("type"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("subject"),
                        row.getObject("actor_id", UUID.class),
                        row.getString("correlation_id"))))
        .list();
  }

  void delete(Handle transaction, List<Row> rows) {
    transaction
        .createUpdate("delete from outbox where number = any (:numbers)")
        .bindArray("numbers", Long.class, rows.stream().map(Row::number).toArray())
        .execute();
  }
}
