package warren.service.amqp;

import com.rabbitmq.client.WriteListener;
import com.rabbitmq.client.impl.AMQConnection;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a connection. A message whose properties the client can't read doesn't end it: it
 * would be delivered again, and cost the next connection too, for ever. And what is followed by
 * more isn't sent by itself.
 */
final class Frames implements FrameHandler {
  private static final ThreadLocal<Boolean> MORE_FOLLOWS = ThreadLocal.withInitial(() -> false);

  private final FrameHandler socket;

  Frames(FrameHandler socket) {
    this.socket = socket;
  }

  /** What is sent. */
  interface Sending {
    void send() throws IOException;
  }

  /** Sends something that goes out with what is sent next, by this thread or another. */
  static void withWhatFollows(Sending first) throws IOException {
    MORE_FOLLOWS.set(true);
    try {
      first.send();
    } finally {
      MORE_FOLLOWS.set(false);
    }
  }

  @Override
  public @Nullable Frame readFrame() throws IOException {
    var frame = socket.readFrame();
    return frame == null ? null : ReadableProperties.of(frame);
  }

  @Override
  public void writeFrame(Frame frame) throws IOException {
    socket.writeFrame(frame);
  }

  @Override
  public void flush(@Nullable WriteListener listener) throws IOException {
    if (!MORE_FOLLOWS.get()) {
      socket.flush(listener);
    }
  }

  @Override
  public boolean internalHearbeat() {
    return socket.internalHearbeat();
  }

  @Override
  public void setTimeout(int milliseconds) throws SocketException {
    socket.setTimeout(milliseconds);
  }

  @Override
  public int getTimeout() throws SocketException {
    return socket.getTimeout();
  }

  @Override
  public void sendHeader() throws IOException {
    socket.sendHeader();
  }

  @Override
  public void initialize(AMQConnection connection) {
    socket.initialize(connection);
  }

  @Override
  public void startProcessing() {
    socket.startProcessing();
  }

  @Override
  public void finishConnectionNegotiation() {
    socket.finishConnectionNegotiation();
  }

  @Override
  public void setFrameMax(int bytes) {
    socket.setFrameMax(bytes);
  }

  @Override
  public void close() {
    socket.close();
  }

  @Override
  public InetAddress getLocalAddress() {
    return socket.getLocalAddress();
  }

  @Override
  public int getLocalPort() {
    return socket.getLocalPort();
  }

  @Override
  public InetAddress getAddress() {
    return socket.getAddress();
  }

  @Override
  public int getPort() {
    return socket.getPort();
  }
}
