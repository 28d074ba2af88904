package warren.gateway.admission;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends responses without a thread, within the client's transfer time. */
final class TransferHandler extends Handler.Wrapper {
  private final TransferDeadlines deadlines;

  TransferHandler(TransferDeadlines deadlines) {
    this.deadlines = deadlines;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    deadlines.suspend(request);
    Request.addCompletionListener(request, failure -> deadlines.startKeepAlive(request));
    var detached = new DetachedResponse(request, response, callback, deadlines);
    return super.handle(request, detached, detached);
  }
}
