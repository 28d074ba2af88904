package warren.client.connection;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.Map;

/** No node of the broker accepted a connection. The message names all nodes and the reasons. */
public final class UnreachableBrokerException extends IOException {
  private static final long serialVersionUID = 1;

  private final String reason;

  UnreachableBrokerException(Broker broker, Map<String, Exception> failures) {
    super("No connection to the broker at %s: %s".formatted(broker, reason(failures)));
    this.reason = reason(failures);
    failures.values().forEach(this::addSuppressed);
  }

  private static String reason(Map<String, Exception> failures) {
    return failures.size() == 1
        ? ConnectionFailure.why(failures.values().iterator().next())
        : failures.entrySet().stream()
            .map(failure -> failure.getKey() + ": " + ConnectionFailure.why(failure.getValue()))
            .collect(joining("; "));
  }

  /** The reason without the nodes; if several were tried, the reason of each. */
  public String reason() {
    return reason;
  }
}
