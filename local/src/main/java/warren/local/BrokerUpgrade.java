package warren.local;

import java.io.IOException;
import java.nio.file.Path;

/** The start of a node on data that this release of RabbitMQ may not be able to read. */
final class BrokerUpgrade {
  private final PrivateBroker broker;
  private final BrokerData data;
  private final RabbitMqVersion release;

  BrokerUpgrade(PrivateBroker broker, BrokerData data, RabbitMqVersion release) {
    this.broker = broker;
    this.data = data;
    this.release = release;
  }

  /** Starts the node on the data, or on new data if this release cannot read it. */
  void start() throws IOException, InterruptedException {
    if (data.isOfLaterThan(release)) {
      data.replace(release);
      broker.restart();
    } else if (data.exists()) {
      startOnData();
    } else {
      broker.restart();
    }
    data.forgetUnanswered();
    // on new data, all feature flags are enabled
    if (!data.isOfOtherThan(release) || broker.enableFeatureFlags()) {
      data.recordWriter(release);
    }
  }

  private void startOnData() throws IOException, InterruptedException {
    try {
      broker.restart();
    } catch (LocalException unreadable) {
      Path aside = data.replace(release);
      try {
        broker.restart();
      } catch (LocalException anotherReason) {
        data.restore(aside);
        throw unreadable;
      }
    }
  }
}
