package warren.service.amqp.internals;

import com.rabbitmq.client.WriteListener;
import com.rabbitmq.client.impl.AMQConnection;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the frames of a connection. A message that is too large, or whose properties the
 * client cannot read, does not end the connection: the broker would deliver it again and end every
 * later connection too. And a frame that more frames follow is not flushed alone.
 */
public final class FlushControllingFrameHandler implements FrameHandler {
  private static final ThreadLocal<Boolean> DEFERS_FLUSH = ThreadLocal.withInitial(() -> false);

  private final FrameHandler socket;
  private final BodyLimit limit;

  FlushControllingFrameHandler(FrameHandler socket, BodyLimit limit) {
    this.socket = socket;
    this.limit = limit;
  }

  /** Writes frames. */
  public interface Writing {
    void write() throws IOException;
  }

  /** Writes frames that the next flush sends, by this thread or another. */
  public static void withoutFlush(Writing frames) throws IOException {
    DEFERS_FLUSH.set(true);
    try {
      frames.write();
    } finally {
      DEFERS_FLUSH.set(false);
    }
  }

  @Override
  public @Nullable Frame readFrame() throws IOException {
    var frame = socket.readFrame();
    return frame == null ? null : ReadableProperties.of(limit.apply(frame));
  }

  @Override
  public void writeFrame(Frame frame) throws IOException {
    socket.writeFrame(frame);
  }

  @Override
  public void flush(@Nullable WriteListener listener) throws IOException {
    if (!DEFERS_FLUSH.get()) {
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
