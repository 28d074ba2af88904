package warren.service.support;

/** The broker of a test run: a private node, or a container where that is asked for. */
public interface TestBroker extends AutoCloseable {
  /** The user of all connections; the broker refuses messages with another user id. */
  String USER = "guest";

  /** The address of one of the vhosts, for that user. */
  String uri(String vhost);

  @Override
  void close();
}
