package warren.service.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import warren.client.WarrenClient;
import warren.service.support.Await;
import warren.service.support.PrivateServers;
import warren.service.support.TestService;

/** A service whose database accepts connections, but does not complete its work. */
class BlockedDatabaseIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static PrivateServers servers;
  private static TestService service;
  private static WarrenClient client;

  @BeforeAll
  static void start() throws Exception {
    servers = PrivateServers.start();
    service = TestService.start(servers.place(), Map.of());
    client = WarrenClient.builder(servers.place().amqpUri()).timeout(Await.PATIENCE).connect();
  }

  @AfterAll
  static void stop() {
    client.close();
    service.close();
    servers.close();
  }

  @Test
  void aSuspendedDatabaseIsReportedWithinTheLimitOfTheCheck() throws Exception {
    servers.postgres().freeze();
    try {
      awaitReason(
          "No connection to the database at %s: it does not answer within 1 s."
              .formatted(servers.place().dbUrl()));
      assertEquals(false, client.service().status().database());
    } finally {
      servers.postgres().resume();
    }
    awaitReady();
  }

  @Test
  void commitsThatWaitForAStandbyAreReported() throws Exception {
    set("alter system set synchronous_standby_names = 'missing'");
    var body = Map.of("username", "ada", "password", TestService.PASSWORD);
    var creation = client.exchangeAsync("RequestAccountCreate", JSON.writeValueAsBytes(body));

    awaitReason(
        "The database has waited for a synchronous standby for more than 5 s: attach one, or"
            + " correct synchronous_standby_names.");

    set("alter system reset synchronous_standby_names");
    awaitReady();
    assertEquals(200, ready(creation).status());
  }

  private static <T> T ready(CompletableFuture<T> call) throws Exception {
    Await.until("it has ended", call::isDone);
    return call.get();
  }

  private static void set(String statement) throws Exception {
    try (var connection = servers.postgres().dataSource("postgres").getConnection();
        var sql = connection.createStatement()) {
      sql.execute(statement);
      sql.execute("select pg_reload_conf()");
    }
  }

  private static void awaitReason(String reason) throws Exception {
    Await.until("the reason is reported", () -> reason.equals(reason(health())));
  }

  private static String reason(JsonNode health) {
    return health.path("reason").textValue();
  }

  private static JsonNode health() throws Exception {
    return JSON.readTree(service.get("/health/ready").body());
  }

  private static void awaitReady() throws Exception {
    Await.until("it is ready", () -> service.get("/health/ready").statusCode() == 200);
  }
}
