package warren.gateway;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import warren.contracts.json.Json;
import warren.gateway.http.ErrorResponses;
import warren.gateway.http.FailedRequest;
import warren.gateway.http.RenderedError;

/**
 * Responds to requests that Jetty rejects before they reach a route: headers that are too large,
 * text that is not HTTP, requests above a limit, requests that arrive during the shutdown.
 */
final class MalformedRequestHandler extends ErrorHandler {
  private final Map<String, String> headers;
  private final ErrorResponses errors;

  MalformedRequestHandler(Map<String, String> headers, ErrorResponses errors) {
    this.headers = headers;
    this.errors = errors;
  }

  /** Reports the status only, without text from the request or the exception. */
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
    var retryAfter = ErrorResponses.retryAfterSeconds(status);
    if (retryAfter != null) {
      response.getHeaders().put("Retry-After", retryAfter);
    }
    var error = render(request, status);
    response.setStatus(error.status());
    response.write(true, ByteBuffer.wrap(Json.write(error.body())), callback);
  }

  private RenderedError render(Request request, int status) {
    var path = request.getHttpURI().getPath();
    return path == null
        ? ErrorResponses.withoutPath(status)
        : errors.render(new FailedRequest(request.getMethod(), path), status);
  }
}
