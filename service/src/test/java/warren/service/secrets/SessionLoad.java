package warren.service.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import warren.service.support.Await;
import warren.service.support.HealthEndpoint;
import warren.service.support.TestClient;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/**
 * Logs in, refreshes a session, and requests the status of its tokens, again and again, until it is
 * stopped. Expects that every request succeeds.
 */
final class SessionLoad {
  private static final List<String> OPERATIONS =
      List.of("RequestLoginToken", "RequestTokenRefresh", "RequestTokenStatus");
  private static final Map<String, String> ADA =
      Map.of("username", "ada", "password", TestService.PASSWORD);

  private final Connection connection;
  private final TestClient client;
  private final List<HealthEndpoint> pages;
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::run, "session-load");
  private final String firstToken;
  private String refreshToken;
  private volatile String latestToken;
  private volatile boolean stopped;

  private SessionLoad(TestServers.Place place, List<HealthEndpoint> pages) throws Exception {
    this.connection = TestService.connect(place.amqpUri());
    this.client = new TestClient(connection);
    this.pages = pages;
    var session = client.call("RequestSession", ADA).data();
    this.firstToken = client.call("RequestLoginToken", ADA).data().textValue();
    this.latestToken = firstToken;
    this.refreshToken = session.get("refresh_token").textValue();
  }

  /** Starts it against the processes with these pages. */
  static SessionLoad start(TestServers.Place place, List<HealthEndpoint> pages) throws Exception {
    var load = new SessionLoad(place, pages);
    load.thread.start();
    return load;
  }

  private void run() {
    try {
      while (!stopped && failures.isEmpty()) {
        round();
      }
    } catch (Exception | AssertionError e) {
      failures.add(e.toString());
    }
  }

  private void round() throws Exception {
    var login = call("RequestLoginToken", ADA).data().textValue();
    var session = call("RequestTokenRefresh", Map.of("refresh_token", refreshToken)).data();
    refreshToken = session.get("refresh_token").textValue();
    for (var token : List.of(firstToken, login, session.get("access_token").textValue())) {
      var status = call("RequestTokenStatus", Map.of("token", token)).data();
      assertTrue(status.get("active").booleanValue(), status.toString());
    }
    latestToken = login;
    // an account has at most 100 active sessions
    call("RequestInvalidateLoginToken", Map.of(), login);
  }

  private Reply call(String operation, Map<String, ?> body) throws Exception {
    return succeeded(operation, client.call(operation, body));
  }

  private void call(String operation, Map<String, ?> body, String token) throws Exception {
    succeeded(operation, client.call(operation, body, token));
  }

  private static Reply succeeded(String operation, Reply reply) {
    assertEquals(200, reply.status(), () -> operation + ": " + reply.body());
    return reply;
  }

  /** Waits until each process has executed each operation twice more. */
  void awaitRoundsInBoth() throws Exception {
    for (var page : pages) {
      for (var operation : OPERATIONS) {
        var before = page.answers(operation);
        Await.until(
            "each process executes " + operation,
            () -> !failures.isEmpty() || page.answers(operation) >= before + 2);
      }
    }
    assertAllSucceeded();
  }

  /** The token of the latest login. */
  String latestToken() {
    return latestToken;
  }

  void assertAllSucceeded() {
    assertEquals(List.of(), failures);
  }

  void stop() throws Exception {
    stopped = true;
    thread.join(TimeUnit.SECONDS.toMillis(Await.PATIENCE.toSeconds()));
    connection.abort();
  }
}
