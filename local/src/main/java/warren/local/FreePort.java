package warren.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Loopback ports on which nobody listens. */
public final class FreePort {
  /** What the system has offered before: a port stays free until its server has started. */
  private static final Set<Integer> PICKED = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** A free port, never the same twice in one JVM. */
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
      // without this a port that was in use a minute ago looks taken
      socket.setReuseAddress(true);
      socket.bind(address(port));
      return true;
    } catch (IOException taken) {
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
      throw new LocalException("No free port on 127.0.0.1: " + e.getMessage(), e);
    }
  }
}
