package warren.gateway.admission;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Limits requests in flight, per client and in total, from the end of the header to the end of the
 * response. Health checks are not limited.
 */
final class RequestLimit extends Handler.Wrapper {
  private final Clients clients;
  private final Occupancy occupancy;

  RequestLimit(AdmissionLimits.Capacity capacity, Clients clients) {
    this.clients = clients;
    this.occupancy = new Occupancy(capacity);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (WorkerThreads.isHealthCheck(request)) {
      return super.handle(request, response, callback);
    }
    var client = clients.of(request);
    var status = occupancy.occupy(client);
    if (status != Occupancy.OCCUPIED) {
      Response.writeError(request, response, callback, status);
      return true;
    }
    Request.addCompletionListener(request, failure -> occupancy.release(client));
    return super.handle(request, response, callback);
  }
}
