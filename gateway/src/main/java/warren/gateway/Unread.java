package warren.gateway;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import warren.gateway.http.Failures;

/** Answers what is refused unread: headers that are too large, what isn't HTTP, what comes late. */
final class Unread extends ErrorHandler {
  private final Map<String, String> headers;

  Unread(Map<String, String> headers) {
    this.headers = headers;
  }

  /** Nothing of what was sent or thrown is in it. */
  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    headers.forEach(response.getHeaders()::put);
    response.getHeaders().put("Content-Type", "application/json");
    response.write(true, ByteBuffer.wrap(Failures.body(status)), callback);
  }
}
