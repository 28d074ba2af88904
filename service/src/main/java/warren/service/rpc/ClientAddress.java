package warren.service.rpc;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The end user's IP address, as stated by the sender of a request. Immutable.
 *
 * @param trusted whether the service accepts the address from this sender
 */
public record ClientAddress(InetAddress address, boolean trusted) {
  private static final String BYTE = "(25[0-5]|2[0-4]\\d|[01]?\\d?\\d)";

  /** A text with a colon is never a host name. */
  private static final Pattern LITERAL =
      Pattern.compile(BYTE + "(\\." + BYTE + "){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  private static final int IPV6_NETWORK_BYTES = 8;

  /** The client address in a request; null if the request contains none or an invalid one. */
  static @Nullable ClientAddress of(Request request, Set<String> trustedUsers) {
    var text = request.clientIp();
    if (text == null || !isLiteral(text)) {
      return null;
    }
    try {
      return new ClientAddress(
          InetAddress.getByName(text),
          request.userId() != null && trustedUsers.contains(request.userId()));
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /**
   * Whether the text is an address and therefore is not resolved as a host name: an attacker could
   * choose how long name resolution takes.
   */
  static boolean isLiteral(String text) {
    return LITERAL.matcher(text).matches();
  }

  /**
   * The key by which the throttle counts login attempts: the address, or for IPv6 its first 64
   * bits, because one host may use all addresses of such a network.
   */
  public byte[] throttleKey() {
    var bytes = address.getAddress();
    return address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes;
  }

  /** The address as text. */
  public String text() {
    return address.getHostAddress();
  }
}
