package warren.gateway.admission;

import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Installs all limits, in the order in which they apply to a connection and its requests. */
public final class Admission {
  private static final int SEND_BUFFER_BYTES = 64 * 1024;

  private final AdmissionLimits limits;
  private final Clients clients;
  private final TransferDeadlines deadlines;

  /**
   * Creates the stage of one server.
   *
   * @param addressOf the end user's IP address of a request
   * @param isProxy whether an IP address is a trusted proxy, which connects for many clients
   */
  public Admission(
      AdmissionLimits limits, Function<Request, String> addressOf, Predicate<String> isProxy) {
    this.limits = limits;
    this.clients = new Clients(addressOf, isProxy);
    this.deadlines = new TransferDeadlines(limits.transferTime());
  }

  /** Creates the connector, which limits connections. */
  public ServerConnector connector(Server server, HttpConfiguration http) {
    var connector = new ServerConnector(server, new HttpConnectionFactory(http));
    // the system's own buffers, of several MiB, would hide how slowly a client reads
    connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
    connector.addBean(new ConnectionLimit(limits.connections(), clients));
    connector.addBean(deadlines);
    return connector;
  }

  /** Adds the handlers, through which each request passes before it reaches a route. */
  public void addHandlersTo(Server server) {
    // the last one that is inserted is the first that a request reaches
    server.insertHandler(new WorkerThreads(limits.dialectThreads()));
    server.insertHandler(new BodyReader(deadlines));
    server.insertHandler(new RequestLimit(limits.requests(), clients));
    server.insertHandler(new MethodFilter());
    server.insertHandler(new TransferHandler(deadlines));
  }
}
