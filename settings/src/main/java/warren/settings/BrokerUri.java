package warren.settings;

import warren.contracts.BrokerUris;
import warren.contracts.Secret;

/** The setting of the broker's addresses; it is a secret, because it contains a password. */
public final class BrokerUri {
  /** The setting, which the service and the gateway share. */
  public static final Setting<Secret> SETTING =
      new Setting<>(
          "AMQP_URI",
          new SettingType<>("URIs", true, null, BrokerUri::parse),
          "amqp://guest:guest@127.0.0.1:5672",
          "URI of the RabbitMQ broker; `amqps://` for TLS; the nodes of a cluster are separated by"
              + " commas");

  private BrokerUri() {}

  private static Secret parse(String text) throws InvalidValueException {
    try {
      BrokerUris.parse(text);
      return Secret.of(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException(String.valueOf(e.getMessage()));
    }
  }

  /** The broker user as which a program connects. */
  public static String userOf(Secret uris) {
    return BrokerUris.parse(uris.reveal()).user();
  }
}
