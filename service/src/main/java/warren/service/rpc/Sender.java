package warren.service.rpc;

import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sender of a request, as far as it can be known before the request is read: the trusted client
 * address, otherwise the broker user. Senders without either are one sender. Immutable.
 *
 * @param address the key of the client address; null if it is unknown or not trusted
 * @param user the broker user; null if the address is known, or if the sender did not state its
 *     user
 */
public record Sender(@Nullable ByteBuffer address, @Nullable String user) {
  /** The sender of a request. */
  public static Sender of(Request request, Set<String> trustedUsers) {
    var client = ClientAddress.of(request, trustedUsers);
    return client != null && client.trusted()
        ? new Sender(ByteBuffer.wrap(client.throttleKey()).asReadOnlyBuffer(), null)
        : new Sender(null, request.userId());
  }
}
