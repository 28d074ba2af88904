package warren.client.connection;

import java.net.InetSocketAddress;

/** The text for the address of a node. */
final class NodeAddress {
  private NodeAddress() {}

  /** Host name, if there is one, IP address and port. */
  static String of(InetSocketAddress address) {
    return address.toString().replaceFirst("^/", "");
  }
}
