package warren.client.connection;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Logs each change of a connection's state, with the node. */
public class ConnectionLog implements RecoveringConnection.Observer {
  /** The reason for the end of a connection that was closed after the loss of a part. */
  public static final String PART_ENDED = "a channel or consumer ended";

  private final String name;
  private final Broker broker;
  private final Consumer<String> info;
  private final Consumer<String> warning;

  /**
   * Logs the changes of one connection.
   *
   * @param name of the connection, at the beginning of each line
   * @param info receives the lines about opened connections
   * @param warning receives the lines about failures
   */
  public ConnectionLog(
      String name, Broker broker, Consumer<String> info, Consumer<String> warning) {
    this.name = name;
    this.broker = broker;
    this.info = info;
    this.warning = warning;
  }

  @Override
  public void opened(AbortableConnection connection) {
    info.accept("%s: connected to the broker at %s".formatted(name, connection.node()));
  }

  @Override
  public void failed(Throwable cause) {
    warning.accept(
        "%s: no connection to the broker at %s: %s"
            .formatted(name, broker, ConnectionFailure.why(cause)));
  }

  @Override
  public void lost(AbortableConnection connection, @Nullable Throwable cause) {
    warning.accept(
        "%s: the connection to the broker at %s was lost: %s"
            .formatted(
                name,
                connection.address(),
                cause == null ? PART_ENDED : ConnectionFailure.why(cause)));
  }
}
