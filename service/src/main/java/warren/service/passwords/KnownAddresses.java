package warren.service.passwords;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.service.config.MacKey;
import warren.service.config.ServerSecret;
import warren.service.rpc.ClientAddress;

/**
 * The client addresses from which each account has logged in before, stored as HMACs that differ
 * between accounts. Thread-safe.
 */
final class KnownAddresses {
  private final SecretKeySpec key;
  private final KnownAddressDao dao = new KnownAddressDao();

  KnownAddresses(MacKey macKey) {
    this.key = macKey.keyFor("known addresses");
  }

  /**
   * The HMAC of an account and an address; null if the address is unknown or not trusted, or if the
   * account does not exist.
   */
  byte @Nullable [] key(@Nullable UUID account, @Nullable ClientAddress clientAddress) {
    if (account == null || clientAddress == null || !clientAddress.trusted()) {
      return null;
    }
    var address = clientAddress.throttleKey();
    return ServerSecret.hmac(
        key,
        ByteBuffer.allocate(2 * Long.BYTES + address.length)
            .putLong(account.getMostSignificantBits())
            .putLong(account.getLeastSignificantBits())
            .put(address)
            .array());
  }

  /** Stores the address of a login, together with the commit of its transaction. */
  void rememberAtCommit(
      Handle transaction, UUID account, @Nullable ClientAddress clientAddress, Instant now) {
    var addressKey = key(account, clientAddress);
    if (addressKey != null) {
      dao.rememberAtCommit(transaction, account, addressKey, now);
    }
  }
}
