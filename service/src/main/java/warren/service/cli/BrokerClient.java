package warren.service.cli;

import com.rabbitmq.client.AuthenticationFailureException;
import java.io.IOException;
import warren.client.WarrenClient;
import warren.service.amqp.Connections;
import warren.service.config.ServiceSetting;
import warren.service.config.Settings;
import warren.settings.StartException;

/** Connects a command to the broker. */
final class BrokerClient {
  private BrokerClient() {}

  /** A client for one command, connected to the broker in the settings. */
  static WarrenClient connect() {
    var factory = Connections.to(Settings.broker(System.getenv()));
    try {
      return WarrenClient.builder(factory).name("warren call").connect();
    } catch (AuthenticationFailureException e) {
      throw new StartException(Connections.refused(factory), e);
    } catch (IOException e) {
      throw new StartException(
          "No connection to the broker at %s:%d: %s; is `warren up` running, and is %s correct?"
              .formatted(
                  factory.getHost(),
                  factory.getPort(),
                  Connections.why(e),
                  ServiceSetting.AMQP_URI.variable()),
          e);
    }
  }
}
