package warren.service.rpc;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The sender of a request, by which requests are limited and take turns: the trusted client
 * address, otherwise the broker user. Senders without either are one sender. Immutable.
 *
 * @param address the key of the client address; null if it is unknown or not trusted
 * @param user the broker user; null if the address is known, or if the sender did not state its
 *     user
 */
public record Sender(@Nullable ByteBuffer address, @Nullable String user) {
  /**
   * The sender of a request.
   *
   * @param address the client address in the request, if any
   * @param brokerUser the broker user in the request, if any
   */
  static Sender of(@Nullable ClientAddress address, @Nullable String brokerUser) {
    return address != null && address.trusted()
        ? new Sender(ByteBuffer.wrap(address.throttleKey()).asReadOnlyBuffer(), null)
        : new Sender(null, brokerUser);
  }
}
