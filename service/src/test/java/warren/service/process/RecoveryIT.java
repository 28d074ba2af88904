package warren.service.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import warren.service.support.Await;
import warren.service.support.LockedAccounts;
import warren.service.support.PrivateServers;
import warren.service.support.TestClient;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;

/** A service whose broker and database stop and start again. */
class RecoveryIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static PrivateServers servers;
  private static TestService service;

  @BeforeAll
  static void start() throws Exception {
    servers = PrivateServers.start();
    service =
        TestService.start(
            servers.place(),
            Map.of("WARREN_DB_TIMEOUT", "500ms", "WARREN_THREADS", "2", "WARREN_PREFETCH", "3"));
  }

  @AfterAll
  static void stop() {
    service.close();
    servers.close();
  }

  /** The connection of a caller does not survive the broker, so each test opens its own. */
  private static TestClient client() throws Exception {
    return new TestClient(TestService.connect(servers.place().amqpUri()));
  }

  @Test
  void afterARestartOfTheBrokerAllQueuesWorkAgain() throws Exception {
    List<String> ids = new ArrayList<>();
    String user;
    try (var client = client()) {
      user = create(client, "ada").data().get("user-id").textValue();
      client.channel().queueDeclare("answers", true, false, false, null);
      client.channel().confirmSelect();
      try (var accounts = new LockedAccounts(service)) {
        for (var i = 0; i < 10; i++) {
          ids.add("request-" + i);
          client.publish("RequestUsernames", persistent(ids.get(i)), usernames(user));
        }
        client.channel().waitForConfirmsOrDie(Await.PATIENCE.toMillis());
        accounts.awaitWaiting(2);
        servers.broker().stop();
      }
    }
    awaitHealth(503);
    assertStatus(true, false, JSON.readTree(service.get("/health/ready").body()));
    assertEquals(200, service.get("/health/live").statusCode());

    servers.broker().restart();
    awaitHealth(200);

    try (var client = client()) {
      var replies = take(client, "answers", ids.size());
      assertEquals(ids, List.copyOf(new TreeMap<>(replies).keySet()));
      for (var reply : replies.values()) {
        assertEquals("ada", reply.data().get("usernames").get(user).textValue());
      }
      // three had been delivered before
      assertEquals(
          3, replies.values().stream().filter(a -> a.headers().containsKey("redelivered")).count());
      assertEquals(
          "ada",
          client
              .call("RequestUsername", Map.of("user_id", user))
              .data()
              .get("username")
              .textValue());
      assertEquals(0, client.channel().messageCount("answers"));
    }
  }

  private static BasicProperties persistent(String id) {
    return MessageProperties.PERSISTENT_BASIC
        .builder()
        .correlationId(id)
        .contentType("application/json")
        .replyTo("answers")
        .build();
  }

  private static byte[] usernames(String user) {
    return "{\"user_ids\": [\"%s\"]}".formatted(user).getBytes(UTF_8);
  }

  private static Map<String, Reply> take(TestClient client, String queue, int count)
      throws Exception {
    Map<String, Reply> replies = new HashMap<>();
    Await.until(
        "all are answered",
        () -> {
          var got = client.channel().basicGet(queue, true);
          if (got != null) {
            var reply = Reply.of(new Delivery(got.getEnvelope(), got.getProps(), got.getBody()));
            replies.put(got.getProps().getCorrelationId(), reply);
          }
          return replies.size() == count;
        });
    return replies;
  }

  @Test
  void afterARestartOfTheDatabaseItIsUsedAgain() throws Exception {
    try (var client = client()) {
      var user = create(client, "grace").data().get("user-id").textValue();
      var token = login(client, "grace").data().textValue();

      servers.postgres().stop();
      for (var i = 0; i < 3; i++) {
        assertUnavailable(client, "RequestUsername", Map.of("user_id", user), null);
      }
      assertUnavailable(client, "RequestAccountData", Map.of(), token);
      assertUnavailable(client, "RequestLoginToken", credentials("grace"), null);
      assertUnavailable(client, "RequestAccountCreate", credentials("hedy"), null);
      assertUnavailable(client, "RequestInvalidateLoginToken", Map.of(), token);
      assertUnavailable(client, "RequestPublicKeys", Map.of(), null);
      assertStatus(false, true, client.call("RequestServiceStatus", Map.of()).data());
      assertEquals(503, service.get("/health/ready").statusCode());
      assertStatus(false, true, JSON.readTree(service.get("/health/ready").body()));
      assertLivesWhileReadinessIsFoundOut();

      servers.postgres().restart();
      awaitHealth(200);
      var data = client.call("RequestAccountData", Map.of(), token).data();
      assertEquals("grace", data.get("username").textValue());
      assertEquals(200, create(client, "hedy").status());
      assertEquals(200, login(client, "hedy").status());
      assertStatus(true, true, client.call("RequestServiceStatus", Map.of()).data());
    }
  }

  private static void assertUnavailable(
      TestClient client, String operation, Map<String, ?> body, @Nullable String token)
      throws Exception {
    var start = System.nanoTime();
    var reply = client.call(operation, body, token);
    var took = Duration.ofNanos(System.nanoTime() - start);
    assertEquals(503, reply.status(), operation);
    assertEquals("unavailable", reply.code());
    assertEquals("The service is not available now.", reply.header("status_message"));
    assertEquals(1000, reply.body().get("error").get("retry_after_ms").longValue());
    assertTrue(took.compareTo(Duration.ofSeconds(3)) < 0, operation + " took " + took);
  }

  private static void assertStatus(boolean database, boolean broker, JsonNode status) {
    assertEquals(database, status.get("database").booleanValue());
    assertEquals(broker, status.get("broker").booleanValue());
    assertEquals(database && broker, status.get("ready").booleanValue());
  }

  private static void assertLivesWhileReadinessIsFoundOut() throws Exception {
    List<Socket> asking = new ArrayList<>();
    for (var i = 0; i < 4; i++) {
      asking.add(askForReadiness());
    }
    var live = service.get("/health/live").statusCode();
    for (var socket : asking) {
      assertEquals(0, socket.getInputStream().available(), "it waited for them");
    }
    assertEquals(200, live);
    for (var socket : asking) {
      try (socket) {
        assertEquals("HTTP/1.1 503", new String(socket.getInputStream().readNBytes(12), US_ASCII));
      }
    }
  }

  private static Socket askForReadiness() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), service.service().healthPort());
    socket
        .getOutputStream()
        .write("GET /health/ready HTTP/1.1\r\nHost: warren\r\n\r\n".getBytes(US_ASCII));
    return socket;
  }

  private static void awaitHealth(int status) throws Exception {
    Await.until(
        "its health is " + status, () -> service.get("/health/ready").statusCode() == status);
  }

  private static Map<String, String> credentials(String username) {
    return Map.of("username", username, "password", TestService.PASSWORD);
  }

  private static Reply create(TestClient client, String username) throws Exception {
    return client.call("RequestAccountCreate", credentials(username));
  }

  private static Reply login(TestClient client, String username) throws Exception {
    return client.call("RequestLoginToken", credentials(username));
  }
}
