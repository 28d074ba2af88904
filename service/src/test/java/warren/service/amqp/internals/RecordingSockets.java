package warren.service.amqp.internals;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.SocketFactory;

/** Creates sockets and records all bytes that are written to them. Thread-safe. */
final class RecordingSockets extends SocketFactory {
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final Queue<Socket> created = new ConcurrentLinkedQueue<>();

  /** Whether these ASCII characters were written to a socket. */
  boolean haveSent(String text) {
    return sent.toString(StandardCharsets.ISO_8859_1).contains(text);
  }

  /** Closes the sockets of all connections. */
  void closeAll() throws IOException {
    for (var socket : created) {
      socket.close();
    }
  }

  @Override
  public Socket createSocket() {
    var socket = new RecordingSocket();
    created.add(socket);
    return socket;
  }

  private final class RecordingSocket extends Socket {
    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {
        @Override
        public void write(int value) throws IOException {
          out.write(value);
          sent.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          out.write(bytes, offset, length);
          sent.write(bytes, offset, length);
        }
      };
    }
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException();
  }
}
