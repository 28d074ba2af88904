package warren.service.cli;

import com.rabbitmq.client.AuthenticationFailureException;
import java.io.IOException;
import warren.client.WarrenClient;
import warren.contracts.BrokerUris;
import warren.service.amqp.Connections;
import warren.service.config.ServiceSetting;
import warren.service.config.Settings;
import warren.settings.StartException;

/** Connects a command to the broker. */
final class BrokerClient {
  private BrokerClient() {}

  /** A client for one command, connected to the broker in the settings. */
  static WarrenClient connect() {
    var uris = Settings.broker(System.getenv());
    try {
      return WarrenClient.builder(uris.reveal()).name("warren call").connect();
    } catch (IllegalArgumentException e) {
      throw new StartException(ServiceSetting.AMQP_URI.variable() + " " + BrokerUris.PROBLEM, e);
    } catch (AuthenticationFailureException e) {
      throw new StartException(Connections.refused(e), e);
    } catch (IOException e) {
      throw new StartException(
          "%s; is `warren up` running, and is %s correct?"
              .formatted(e.getMessage(), ServiceSetting.AMQP_URI.variable()),
          e);
    }
  }
}
