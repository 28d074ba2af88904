package warren.gateway.admission;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Request;

/** Identifies the clients whose connections and requests are counted. Thread-safe. */
final class Clients {
  private static final int IPV4_LENGTH = 4;
  private static final int SUBNET_LENGTH = 8;

  private final Function<Request, String> addressOf;
  private final Predicate<String> isProxy;

  /**
   * Creates an identification by address.
   *
   * @param addressOf the end user's IP address of a request
   * @param isProxy whether an IP address is a trusted proxy, which connects for many clients
   */
  Clients(Function<Request, String> addressOf, Predicate<String> isProxy) {
    this.addressOf = addressOf;
    this.isProxy = isProxy;
  }

  /** One client. */
  record Client(String key, boolean isProxy) {}

  Client of(Request request) {
    return ofAddress(addressOf.apply(request));
  }

  Client ofAddress(String address) {
    return new Client(key(address), isProxy.test(address));
  }

  /** An IPv6 client is a /64 network, because each customer of a provider has at least that. */
  private static String key(String address) {
    try {
      var bytes = InetAddress.getByName(address).getAddress(); // no lookup: it is not a name
      return bytes.length == IPV4_LENGTH
          ? address
          : HexFormat.of().formatHex(bytes, 0, SUBNET_LENGTH);
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
