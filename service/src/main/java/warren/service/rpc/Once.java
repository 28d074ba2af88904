package warren.service.rpc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.json.Json;
import warren.service.config.ServerSecret;
import warren.service.store.Sha256;
import warren.service.store.Sql;

/**
 * Gives a write one effect however often it is delivered: its reply is kept in the transaction of
 * the write, and sent again instead of carrying the write out again. One object for one delivery.
 */
final class Once {
  private static final Sql KEPT =
      Sql.of(
          "select body_mac, reply from stored_reply where key = :key and created_at > :outdated");

  // most act on themselves: then keeping the reply changes nothing that an index holds
  private static final Sql CLAIM =
      Sql.of(
          """
          insert into stored_reply (key, account_id, subject_id, body_mac, created_at)
          values (:key, cast(:account as uuid), cast(:account as uuid), :mac, :takenUp)
          on conflict (key) do update
          set body_mac = excluded.body_mac, reply = null, created_at = excluded.created_at
          -- the same correlation id with another body is another request, and so is an
          -- older one; one kept since this was taken up is its redelivery that came first
          where stored_reply.created_at <= :outdated
            or not :byMessageId
            and (stored_reply.body_mac <> excluded.body_mac
              or not :redelivered and stored_reply.created_at < excluded.created_at)
          """);

  private static final Sql KEEP =
      Sql.of(
          """
          update stored_reply set reply = :reply, subject_id = cast(:subject as uuid)
          where key = :key
          """);

  private static final Duration KEPT_FOR = Duration.ofHours(24);

  private final @Nullable UUID account;
  private final byte[] key;
  private final byte[] bodyMac;
  private final boolean byMessageId;
  private final boolean redelivered;
  private final Instant takenUp;

  private Once(
      @Nullable UUID account, String name, byte[] bodyMac, Request request, Instant takenUp) {
    this.account = account;
    this.key = Sha256.of(name);
    this.bodyMac = bodyMac;
    this.byMessageId = hasMessageId(request);
    this.redelivered = request.redelivered();
    this.takenUp = takenUp;
  }

  /**
   * The write that a request is, if anything tells it from others.
   *
   * @param account whom the request's token was issued to, null for anonymous
   */
  static Optional<Once> of(
      Request request, @Nullable UUID account, SecretKeySpec bodyKey, Instant takenUp) {
    var name = nameOf(request, account == null ? "anonymous" : account.toString());
    return name.map(
        n ->
            new Once(
                account, n, ServerSecret.hmac(bodyKey, request.body().bytes()), request, takenUp));
  }

  private static Optional<String> nameOf(Request request, String account) {
    var operation = request.operation().name();
    if (hasMessageId(request)) {
      return Optional.of(unambiguous(operation, account, "message", request.messageId()));
    }
    return Optional.ofNullable(request.correlationId())
        .map(id -> unambiguous(operation, account, "reply", request.replyTo(), id));
  }

  private static boolean hasMessageId(Request request) {
    return request.messageId() != null && !request.messageId().isEmpty();
  }

  /** As JSON, so that no two lists of parts look alike. */
  private static String unambiguous(@Nullable String... parts) {
    return new String(Json.write(parts), StandardCharsets.UTF_8);
  }

  /** Whether this may be a further delivery of what was carried out. */
  boolean mayBeKept() {
    // a caller may use its correlation ids again, so they tell something of redeliveries alone
    return byMessageId || redelivered;
  }

  /** The reply that was kept under this name and for this body. */
  Optional<byte[]> kept(Handle handle) {
    return KEPT.on(handle)
        .bind("key", key)
        .bind("outdated", outdated())
        .one(row -> new Stored(row.getBytes("body_mac"), row.getBytes("reply")))
        .flatMap(this::check);
  }

  private Instant outdated() {
    return takenUp.minus(KEPT_FOR);
  }

  private Optional<byte[]> check(Stored stored) {
    if (MessageDigest.isEqual(stored.bodyMac, bodyMac)) {
      return Optional.of(stored.reply);
    }
    if (byMessageId) {
      throw new RefusedException(ErrorCode.MESSAGE_ID_REUSED);
    }
    return Optional.empty();
  }

  /**
   * Begins the write: another delivery of it now waits for this transaction to end.
   *
   * @return false if another delivery was first, and its reply can be found
   */
  boolean claim(Handle transaction) {
    return CLAIM
            .on(transaction)
            .bind("key", key)
            .bind("account", account)
            .bind("mac", bodyMac)
            .bind("takenUp", takenUp)
            .bind("outdated", outdated())
            .bind("byMessageId", byMessageId)
            .bind("redelivered", redelivered)
            .run()
        == 1;
  }

  /**
   * Keeps the reply, in the transaction of the write.
   *
   * @param subject the account that it is about, if about one
   */
  void keep(Handle transaction, byte[] reply, @Nullable UUID subject) {
    KEEP.on(transaction).bind("reply", reply).bind("subject", subject).bind("key", key).atCommit();
  }

  private static final class Stored {
    private final byte[] bodyMac;
    private final byte[] reply;

    Stored(byte[] bodyMac, byte[] reply) {
      this.bodyMac = bodyMac;
      this.reply = reply;
    }
  }
}
