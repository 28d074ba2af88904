package warren.service.support;

/** The broker of a test run: a private node, or a container where that is asked for. */
public interface TestBroker extends AutoCloseable {
  /** Whom all connections are made as; the broker lets nobody else's name stand in a message. */
  String USER = "guest";

  /** The address of one of the vhosts, for that user. */
  String uri(String vhost);

  @Override
  void close();
}
