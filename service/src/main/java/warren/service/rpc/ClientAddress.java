package warren.service.rpc;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of whom a caller acts for, as the caller says. Immutable.
 *
 * @param trusted whether the service accepts the address from this sender
 */
public record ClientAddress(InetAddress address, boolean trusted) {
  private static final String BYTE = "(25[0-5]|2[0-4]\\d|[01]?\\d?\\d)";

  /** What has a colon is no host's name. */
  private static final Pattern LITERAL =
      Pattern.compile(BYTE + "(\\." + BYTE + "){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  private static final int IPV6_NETWORK_BYTES = 8;

  /** The source that a request tells; null if it tells none that can be read. */
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

  /** Whether it is never looked up as a host's name, which takes as long as a stranger likes. */
  static boolean isLiteral(String text) {
    return LITERAL.matcher(text).matches();
  }

  /** What tries are counted by: of IPv6 the network, in which one host has all addresses. */
  public byte[] throttleKey() {
    var bytes = address.getAddress();
    return address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes;
  }

  /** The address as text. */
  public String text() {
    return address.getHostAddress();
  }
}
