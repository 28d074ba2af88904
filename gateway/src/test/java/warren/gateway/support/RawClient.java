package warren.gateway.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Opens connections from several addresses of this machine, 127.0.x.y, and sends raw text. */
public final class RawClient implements AutoCloseable {
  private static final int TIMEOUT_MS = 30_000;

  private final int port;
  private final List<Socket> sockets = new ArrayList<>();

  public RawClient(int port) {
    this.port = port;
  }

  /** Opens a connection from this address, with a small receive buffer, and sends a text. */
  public Socket open(String from, String text) throws IOException {
    var socket = new Socket();
    sockets.add(socket);
    socket.setReceiveBufferSize(1024);
    socket.setSoTimeout(TIMEOUT_MS);
    socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    return socket;
  }

  /** Opens connections from many addresses, of which each has fewer than its limit. */
  public void openMany(int number, String text) throws IOException {
    for (var i = 0; i < number; i++) {
      open("127.0.1." + (1 + i % 200), text);
    }
  }

  /** Reads until the server closes the connection. */
  public static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), US_ASCII);
  }

  /** Sends a request that ends with its connection, and returns the response. */
  public String send(String from, String text) throws IOException {
    return readAll(open(from, text));
  }

  @Override
  public void close() throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
  }
}
