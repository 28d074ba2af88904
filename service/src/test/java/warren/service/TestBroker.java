package warren.service;

/** The broker of a test run: a private node, or a container where that is asked for. */
interface TestBroker extends AutoCloseable {
  /** The address of one of the vhosts, for guest. */
  String uri(String vhost);

  @Override
  void close();
}
