package warren.gateway.admission;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.ErrorCode;
import warren.contracts.Headers;
import warren.contracts.RefusedException;

/**
 * Reads the body into memory before a worker thread begins with the request, so that a slow body
 * occupies no thread. A body above the limit is discarded; the routes refuse it, in the format of
 * the path.
 */
public final class BodyReader extends Handler.Wrapper {
  private static final Logger log = LoggerFactory.getLogger(BodyReader.class);

  /**
   * A client that is still sending loses the response if the connection is closed. Up to this
   * stated size, a body is therefore received to its end.
   */
  private static final int MAX_DISCARDED_BYTES = 1024 * 1024;

  private static final String TOO_LARGE = BodyReader.class.getName() + ".tooLarge";

  private final TransferDeadlines deadlines;

  BodyReader(TransferDeadlines deadlines) {
    this.deadlines = deadlines;
  }

  /** Refuses a request whose body is above the limit. */
  public static void check(Context context) {
    if (context.attribute(TOO_LARGE) != null) {
      log.debug("A body above the limit was refused.");
      throw new RefusedException(ErrorCode.TOO_LARGE);
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (request.getLength() == 0) {
      return super.handle(request, response, callback);
    }
    if (request.getLength() > maxReceivedBytes(request)) {
      return super.handle(tooLarge(request), response, callback);
    }
    deadlines.startReceiving(request);
    new Reading(request, response, callback).proceed();
    return true;
  }

  /** A client that expects a permission to send loses nothing if it is refused. */
  private static long maxReceivedBytes(Request request) {
    return request.getHeaders().contains(HttpHeader.EXPECT)
        ? Headers.MAX_BODY_BYTES
        : MAX_DISCARDED_BYTES;
  }

  private static Request tooLarge(Request request) {
    request.setAttribute(TOO_LARGE, true);
    return withBody(request, BufferUtil.EMPTY_BUFFER);
  }

  private static Request withBody(Request request, ByteBuffer body) {
    var content = new ByteBufferContentSource(body);
    return new Request.Wrapper(request) {
      @Override
      public Content.Chunk read() {
        return content.read();
      }

      @Override
      public void demand(Runnable callback) {
        content.demand(callback);
      }

      @Override
      public void fail(Throwable failure) {
        content.fail(failure);
        super.fail(failure);
      }
    };
  }

  /** A body that has not arrived completely. */
  private final class Reading {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Request request;
    private final Response response;
    private final Callback callback;
    private long received;

    Reading(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      this.callback = callback;
    }

    /** Reads all bytes that have arrived, and returns. */
    void proceed() {
      while (true) {
        var chunk = request.read();
        if (chunk == null) {
          request.demand(this::proceed);
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          refuse(chunk.getFailure());
          return;
        }
        received += chunk.remaining();
        if (fits()) {
          add(chunk.getByteBuffer());
        }
        chunk.release();
        if (chunk.isLast() || (!fits() && request.getLength() < 0)) {
          handOn(
              fits() ? withBody(request, ByteBuffer.wrap(body.toByteArray())) : tooLarge(request));
          return;
        }
      }
    }

    private boolean fits() {
      return received <= Headers.MAX_BODY_BYTES;
    }

    private void add(ByteBuffer part) {
      var bytes = new byte[part.remaining()];
      part.get(bytes);
      body.writeBytes(bytes);
    }

    private void handOn(Request complete) {
      deadlines.suspend(request);
      try {
        if (!BodyReader.super.handle(complete, response, callback)) {
          Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
        }
      } catch (Exception e) {
        Response.writeError(request, response, callback, e);
      }
    }

    /** The body is malformed or truncated, or the connection was closed because it is slow. */
    private void refuse(Throwable failure) {
      log.debug("A body could not be read.", failure);
      Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
    }
  }
}
