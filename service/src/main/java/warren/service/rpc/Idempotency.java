package warren.service.rpc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.catalogue.Effect;
import warren.contracts.json.Json;
import warren.service.config.ServerSecret;
import warren.service.rpc.StoredReplyDao.DeliveryContext;
import warren.service.rpc.StoredReplyDao.StoredReply;
import warren.service.store.Sha256;

/**
 * Ensures that a command takes effect once, even if its request is delivered several times: the
 * reply is stored in the command's transaction, and a redelivered request gets the stored reply
 * instead of being executed again. One object per delivery.
 */
final class Idempotency {
  private static final Duration RETENTION = Duration.ofHours(Effect.STORED_HOURS);
  private static final StoredReplyDao DAO = new StoredReplyDao();

  private final @Nullable UUID account;
  private final byte[] key;
  private final byte[] bodyMac;
  private final DeliveryContext delivery;

  private Idempotency(
      @Nullable UUID account, byte[] key, byte[] bodyMac, DeliveryContext delivery) {
    this.account = account;
    this.key = key;
    this.bodyMac = bodyMac;
    this.delivery = delivery;
  }

  /**
   * The idempotency of a request; empty if the request has neither a message id nor a correlation
   * id. Anonymous senders share one namespace, so the body is a part of their keys: another body is
   * another request, and no sender can reserve an id for the request of another sender.
   *
   * @param account the account to which the request's token was issued, null for anonymous requests
   */
  static Optional<Idempotency> of(
      Request request, @Nullable UUID account, SecretKeySpec bodyKey, Instant receivedAt) {
    if (!hasMessageId(request) && request.correlationId() == null) {
      return Optional.empty();
    }
    var delivery =
        new DeliveryContext(
            receivedAt, receivedAt.minus(RETENTION), hasMessageId(request), request.redelivered());
    var bodyMac = ServerSecret.hmac(bodyKey, request.body().bytes());
    var key =
        Sha256.of(identity(request, account == null ? anonymous(bodyMac) : account.toString()));
    return Optional.of(new Idempotency(account, key, bodyMac, delivery));
  }

  private static String anonymous(byte[] bodyMac) {
    return "anonymous " + HexFormat.of().formatHex(bodyMac);
  }

  private static String identity(Request request, String account) {
    var operation = request.operation().name();
    return hasMessageId(request)
        ? unambiguous(operation, account, "message", request.messageId())
        : unambiguous(operation, account, "reply", request.replyTo(), request.correlationId());
  }

  private static boolean hasMessageId(Request request) {
    return request.messageId() != null && !request.messageId().isEmpty();
  }

  /** As JSON, so that two different lists of parts never have the same text. */
  private static String unambiguous(@Nullable String... parts) {
    return new String(Json.write(parts), StandardCharsets.UTF_8);
  }

  /** Whether a reply to an earlier delivery may have been stored. */
  boolean mayBeStored() {
    // a caller may reuse its correlation ids, so they identify redeliveries only
    return delivery.byMessageId() || delivery.redelivered();
  }

  /**
   * The reply that was stored for this request. Refused with {@code message_id_reused} if the
   * idempotency key was used for another body.
   */
  Optional<byte[]> find(Handle handle) {
    return DAO.find(handle, key, delivery.expired()).flatMap(this::check);
  }

  private Optional<byte[]> check(StoredReply stored) {
    if (MessageDigest.isEqual(stored.bodyMac(), bodyMac)) {
      return Optional.of(stored.reply());
    }
    if (delivery.byMessageId()) {
      throw new RefusedException(ErrorCode.MESSAGE_ID_REUSED);
    }
    return Optional.empty();
  }

  /**
   * Begins the command: another delivery of its request waits from now on for the end of this
   * transaction.
   *
   * @return false if another delivery was first and its reply is stored
   */
  boolean claim(Handle transaction) {
    return DAO.claim(transaction, key, account, bodyMac, delivery);
  }

  /** The reply to another delivery of the request, after its end; empty if there is none. */
  Optional<byte[]> awaitOther(Handle transaction) {
    if (claim(transaction)) {
      DAO.release(transaction, key);
      return Optional.empty();
    }
    return find(transaction);
  }

  /**
   * Stores the reply, in the command's transaction.
   *
   * @param subject the account that the reply describes, if any
   */
  void store(Handle transaction, byte[] reply, @Nullable UUID subject) {
    DAO.store(transaction, key, reply, subject);
  }
}
