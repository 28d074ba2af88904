package warren.gateway.admission;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Determines the method for the routes. HEAD is carried out as GET, and Jetty omits the body of the
 * response; Javalin alone would respond with 200 to all. {@code X-HTTP-Method-Override} is removed,
 * because proxies and the checks of origins apply to the method of the request line.
 */
final class MethodFilter extends Handler.Wrapper {
  private static final String OVERRIDE = "X-HTTP-Method-Override";

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var isHead = HttpMethod.HEAD.is(request.getMethod());
    return (isHead || request.getHeaders().contains(OVERRIDE))
        ? super.handle(new Filtered(request, isHead), response, callback)
        : super.handle(request, response, callback);
  }

  private static final class Filtered extends Request.Wrapper {
    private final boolean isHead;
    private final HttpFields headers;

    Filtered(Request request, boolean isHead) {
      super(request);
      this.isHead = isHead;
      this.headers = HttpFields.build(request.getHeaders()).remove(OVERRIDE).asImmutable();
    }

    @Override
    public String getMethod() {
      return isHead ? HttpMethod.GET.asString() : super.getMethod();
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }
  }
}
