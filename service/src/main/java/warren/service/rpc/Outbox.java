package warren.service.rpc;

import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.events.EventType;
import warren.service.store.Ids;
import warren.service.store.Sql;
import warren.service.store.Store;

/**
 * Keeps what has happened until it is published, in the transaction in which it happens: what rolls
 * back is told to nobody, and what is committed is never forgotten. The subject's row is locked, so
 * that its events are in order. Thread-safe.
 */
final class Outbox {
  private static final Sql INSERT =
      Sql.of(
          """
          insert into outbox (event_id, type, at, subject, actor_id, correlation_id)
          values (:id, :type, :now, :subject, cast(:actor as uuid), :correlationId)
          """);

  private final Store store;

  Outbox(Store store) {
    this.store = store;
  }

  /**
   * Keeps an event.
   *
   * @param subject the id of what it happened to
   * @param actor who did it, null if nobody was signed in
   */
  void add(
      Handle transaction, EventType type, String subject, Origin origin, @Nullable UUID actor) {
    INSERT
        .on(transaction)
        .bind("id", Ids.next())
        .bind("type", type.text())
        .bind("now", store.now())
        .bind("subject", subject)
        .bind("actor", actor)
        .bind("correlationId", origin.printableCorrelationId())
        .atCommit();
  }
}
