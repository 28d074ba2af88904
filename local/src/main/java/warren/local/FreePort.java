package warren.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Unused TCP ports of the loopback address. */
public final class FreePort {
  /** Ports offered before: the system may offer a port again until its server has started. */
  private static final Set<Integer> PICKED = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** Returns a free port; never the same port twice in one JVM. */
  public static int pick() {
    int port;
    do {
      port = ephemeral();
    } while (!PICKED.add(port));
    return port;
  }

  /** Whether a server could listen on this port of the loopback address now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // without this, a port that was in use a minute ago appears to be in use
      socket.setReuseAddress(true);
      socket.bind(address(port));
      return true;
    } catch (IOException inUse) {
      return false;
    }
  }

  static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static int ephemeral() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(address(0));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new LocalException("The system offers no free port on 127.0.0.1: " + e.getMessage(), e);
    }
  }
}
