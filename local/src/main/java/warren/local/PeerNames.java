package warren.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Names of Erlang nodes that are registered in a port mapper with the ports of links to them. A
 * node that uses this port mapper connects to the others through these links. The names are
 * registered until this object is closed.
 */
final class PeerNames implements AutoCloseable {
  private static final int ALIVE2_REQUEST = 120;
  private static final int NORMAL_NODE = 77;
  private static final int TCP = 0;
  private static final int HIGHEST_VERSION = 6;
  private static final int LOWEST_VERSION = 5;
  private static final int FIXED_LENGTH = 13;
  private static final int TIMEOUT_MS = 5000;

  private final List<Socket> registrations = new ArrayList<>();

  private PeerNames() {}

  static PeerNames register(int epmdPort, Map<String, Integer> peers) throws IOException {
    PeerNames names = new PeerNames();
    try {
      for (Map.Entry<String, Integer> peer : peers.entrySet()) {
        names.register(epmdPort, peer.getKey(), peer.getValue());
      }
      return names;
    } catch (IOException e) {
      names.close();
      throw e;
    }
  }

  /** Sends ALIVE2_REQ; the port mapper removes the name when this connection closes. */
  private void register(int epmdPort, String name, int port) throws IOException {
    Socket socket = new Socket();
    registrations.add(socket);
    socket.setSoTimeout(TIMEOUT_MS);
    socket.connect(FreePort.address(epmdPort), TIMEOUT_MS);
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.writeShort(FIXED_LENGTH + name.length());
    out.writeByte(ALIVE2_REQUEST);
    out.writeShort(port);
    out.writeByte(NORMAL_NODE);
    out.writeByte(TCP);
    out.writeShort(HIGHEST_VERSION);
    out.writeShort(LOWEST_VERSION);
    out.writeShort(name.length());
    out.write(name.getBytes(US_ASCII));
    out.writeShort(0);
    out.flush();
    DataInputStream in = new DataInputStream(socket.getInputStream());
    in.readByte();
    if (in.readByte() != 0) {
      throw new IOException("The port mapper refused the name " + name + ".");
    }
  }

  @Override
  public void close() {
    for (Closeable registration : registrations) {
      try {
        registration.close();
      } catch (IOException closedAnyway) {
        // closing a socket has no other effect than this
      }
    }
  }
}
