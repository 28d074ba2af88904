package warren.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Unused TCP ports of the loopback address. */
public final class FreePort {
  private static final int LOWEST = 20_000;

  /**
   * Linux takes the ports of outgoing connections from those above, also between two steps here.
   */
  private static final int HIGHEST = 32_767;

  private static final int ATTEMPTS = 10_000;

  /** Ports offered before: a port is free until its server has started. */
  private static final Set<Integer> PICKED = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  /** Returns a free port; never the same port twice in one JVM. */
  public static int pick() {
    return ThreadLocalRandom.current()
        .ints(ATTEMPTS, LOWEST, HIGHEST + 1)
        .filter(port -> isFree(port) && PICKED.add(port))
        .findFirst()
        .orElseThrow(
            () ->
                new LocalException(
                    "No port from %d to %d is free on 127.0.0.1.".formatted(LOWEST, HIGHEST)));
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
}
