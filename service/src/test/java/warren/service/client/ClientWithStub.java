package warren.service.client;

import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import warren.client.WarrenClient;
import warren.contracts.accounts.Username;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** The client, and a stub whose replies each test determines. */
abstract class ClientWithStub {
  static final Duration LONG = Duration.ofMinutes(10);

  static TestServers.Place place;
  static Connection connection;
  static WarrenClient client;

  StubService asked;

  @BeforeAll
  static void start() throws Exception {
    place = TestServers.take();
    connection = TestService.connect(place.amqpUri());
    client = builder().timeout(LONG).connect();
  }

  static WarrenClient.Builder builder() {
    return WarrenClient.builder(place.amqpUri());
  }

  @AfterAll
  static void stop() {
    client.close();
    connection.abort();
  }

  @BeforeEach
  void ask() throws IOException {
    asked = new StubService(connection, "RequestUsername");
  }

  @AfterEach
  void closeStub() throws IOException {
    asked.close();
  }

  /** A call whose only request gets this reply. */
  CompletableFuture<Username> answered(int status, String body) throws Exception {
    var call = ClientAssertions.call(client);
    asked.answer(asked.next(), status, body);
    return call;
  }
}
