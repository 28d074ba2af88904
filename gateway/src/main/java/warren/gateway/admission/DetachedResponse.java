package warren.gateway.admission;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.CountingCallback;
import org.jspecify.annotations.Nullable;

/**
 * A response that is complete for its writer before the client has received it: it is collected in
 * memory and sent without a thread. A response above the limit is sent as it is written, and its
 * writer waits for the client. Not thread-safe, like all responses.
 */
final class DetachedResponse extends Response.Wrapper implements Callback {
  private static final int MAX_COLLECTED = 256 * 1024;

  private final TransferDeadlines deadlines;
  private final Callback completion;
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream(0);
  private State state = State.COLLECTING;

  /** Completes the exchange when both the writer has finished and the client has the response. */
  private final Callback bothCompleted;

  private enum State {
    COLLECTING,
    STREAMING,
    DETACHED
  }

  /**
   * Creates the response.
   *
   * @param completion completes the exchange; this object replaces it for the writer
   */
  DetachedResponse(
      Request request, Response response, Callback completion, TransferDeadlines deadlines) {
    super(request, response);
    this.deadlines = deadlines;
    this.completion = completion;
    this.bothCompleted = new CountingCallback(completion, 2);
  }

  @Override
  public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
    if (state == State.STREAMING) {
      send(last, content, callback);
    } else if (collected.size() + BufferUtil.length(content) > MAX_COLLECTED) {
      state = State.STREAMING;
      send(last, collected.size() == 0 ? content : joined(content), callback);
    } else {
      collect(content);
      if (last) {
        state = State.DETACHED;
        send(true, ByteBuffer.wrap(collected.toByteArray()), bothCompleted);
      }
      callback.succeeded();
    }
  }

  private void collect(@Nullable ByteBuffer content) {
    collected.writeBytes(BufferUtil.toArray(content == null ? BufferUtil.EMPTY_BUFFER : content));
    BufferUtil.clear(content);
  }

  private ByteBuffer joined(@Nullable ByteBuffer content) {
    collect(content);
    return ByteBuffer.wrap(collected.toByteArray());
  }

  private void send(boolean last, @Nullable ByteBuffer content, Callback callback) {
    deadlines.startSending(getRequest(), BufferUtil.length(content));
    super.write(last, content, Callback.from(() -> deadlines.suspend(getRequest()), callback));
  }

  @Override
  public boolean isCommitted() {
    return collected.size() > 0 || state == State.DETACHED || super.isCommitted();
  }

  @Override
  public boolean hasLastWrite() {
    return state == State.DETACHED || super.hasLastWrite();
  }

  @Override
  public void reset() {
    collected.reset();
    super.reset();
  }

  /** The writer has finished. */
  @Override
  public void succeeded() {
    switch (state) {
      case STREAMING -> completion.succeeded();
      case DETACHED -> bothCompleted.succeeded();
      case COLLECTING -> send(true, ByteBuffer.wrap(collected.toByteArray()), completion);
    }
  }

  @Override
  public void failed(Throwable failure) {
    (state == State.DETACHED ? bothCompleted : completion).failed(failure);
  }

  @Override
  public InvocationType getInvocationType() {
    return completion.getInvocationType();
  }
}
