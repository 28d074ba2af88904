package warren.local;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A private epmd, by which one node finds the ports of others: not their own ports but those of
 * links to them. Not thread-safe.
 */
final class PortMapper implements AutoCloseable {
  private static final String NAME = "epmd";
  private static final Duration START = Duration.ofSeconds(60);

  private final Path folder;
  private final Path program;
  private final Map<String, Integer> peers;
  private final int port = FreePort.pick();
  private @Nullable OwnedProcess process;
  private @Nullable PeerNames names;

  /**
   * Describes a port mapper without starting it.
   *
   * @param peers the names of other nodes, with the ports at which the node connects to them
   */
  PortMapper(Path folder, Path program, Map<String, Integer> peers) {
    this.folder = folder;
    this.program = program;
    this.peers = peers;
  }

  static void stopLeftOver(Path folder) {
    OwnedProcess.stopLeftOver(folder, NAME, OwnedProcess.Signal.TERM);
  }

  int port() {
    return port;
  }

  /** Starts it, unless it is running. */
  void start() throws IOException, InterruptedException {
    if (process != null) {
      return;
    }
    List<String> command =
        List.of(program.toString(), "-address", "127.0.0.1", "-port", Integer.toString(port));
    process =
        OwnedProcess.start(
            new OwnedProcess.Program(
                NAME, folder, command, Map.of("PATH", Programs.path()), OwnedProcess.Signal.TERM));
    // a node that finds no epmd starts its own, which would never be stopped
    process.awaitReady(START, this::acceptsConnections);
    names = PeerNames.register(port, peers);
  }

  private boolean acceptsConnections() {
    try (Socket socket = new Socket()) {
      socket.connect(FreePort.address(port));
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    if (names != null) {
      names.close();
      names = null;
    }
    if (process != null) {
      process.close();
      process = null;
    }
  }
}
