package warren.service.rpc;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.events.EventType;
import warren.service.rpc.AuditWriterDao.Entry;
import warren.service.store.SecretBytes;
import warren.service.store.Store;

/**
 * Writes the audit log, and the events of commands to the outbox. Thread-safe.
 *
 * <p>Of the request, only the operation, the correlation id and the client address are stored.
 */
public final class AuditWriter {
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final Store store;
  private final boolean publishesEvents;
  private final AuditWriterDao dao = new AuditWriterDao();
  private final OutboxWriterDao outbox = new OutboxWriterDao();

  /**
   * Creates a writer.
   *
   * @param publishesEvents whether an events exchange is configured
   */
  public AuditWriter(Store store, boolean publishesEvents) {
    this.store = store;
    this.publishesEvents = publishesEvents;
  }

  /**
   * Records a success, in the transaction of the operation.
   *
   * @param actor the account of the principal, null if anonymous
   * @param account the account concerned, if any
   */
  public void recordSuccess(
      Handle transaction, AuditContext context, @Nullable UUID actor, @Nullable UUID account) {
    dao.insertAtCommit(transaction, Entry.ofSuccess(context, actor, account), store.now());
  }

  /**
   * Records the result of a command and its event, in the transaction of the operation.
   *
   * @param actor the account of the principal, null if anonymous
   * @param type the event, unless the reply conceals a refusal
   */
  public void recordSuccess(
      Handle transaction,
      AuditContext context,
      @Nullable UUID actor,
      Handler.WriteResult<?> result,
      EventType type) {
    var concealed = result.concealed();
    var entry =
        concealed == null
            ? Entry.ofSuccess(context, actor, result.account())
            : new Entry(context, concealed.code().code(), actor, result.account(), null);
    dao.insertAtCommit(transaction, entry, store.now());
    if (publishesEvents) {
      var event = concealed == null ? type : concealed.event();
      outbox.insert(transaction, event, result.subject(), context, actor, store.now());
    }
  }

  /** Records the same anonymous change of several accounts, and an event for each. */
  public void recordSuccesses(
      Handle transaction, AuditContext context, List<UUID> accounts, EventType type) {
    var now = store.now();
    var entries =
        accounts.stream().map(account -> Entry.ofSuccess(context, null, account)).toList();
    dao.insertAll(transaction, entries, now);
    if (publishesEvents) {
      outbox.insertAll(transaction, type, accounts, now);
    }
  }

  /**
   * Whether a refusal is recorded: if the principal was not permitted to do it, or learns from it
   * which user names and e-mail addresses exist; for an anonymous sender, which objects exist.
   */
  static boolean isRecorded(ErrorCode code, Principal principal) {
    return switch (code) {
      case USERNAME_TAKEN, EMAIL_TAKEN -> true;
      case FORBIDDEN -> !principal.isAnonymous();
      default ->
          principal.isAnonymous() && (code.status() == NOT_FOUND || code.status() == CONFLICT);
    };
  }

  /**
   * Records a refusal.
   *
   * @param actor the account of the principal, null if anonymous
   * @param account the account concerned, if any
   * @param nameMac the HMAC of an unknown user name in a login attempt
   */
  void recordRefusal(
      Handle handle,
      AuditContext context,
      ErrorCode code,
      @Nullable UUID actor,
      @Nullable UUID account,
      byte @Nullable [] nameMac) {
    var entry =
        new Entry(
            context,
            code.code(),
            actor,
            account,
            nameMac == null ? null : new SecretBytes(nameMac));
    dao.insert(handle, entry, store.now());
  }
}
