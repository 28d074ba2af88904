package warren.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.support.Bodies.json;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;
import warren.settings.StartException;

/** A gateway whose service is stopped, and the shutdown of the gateway itself. */
class GatewayAvailabilityIT {
  private static final long TIMEOUT_S = 60;
  private static final long INTERVAL_MS = 10;

  @Test
  @WithGateway(settings = "WARREN_HTTP_TIMEOUT=200ms")
  void aStoppedServiceIs504AndTheGatewayIsNotReady(TestGateway gateway, TestHttpClient http)
      throws Exception {
    assertEquals(200, http.get("/health/ready").statusCode());
    gateway.stopService();

    var late = http.post("/rpc/RequestPublicKeys", "{}");
    assertEquals("no_reply", json(504, late).at("/error/code").textValue());
    assertEquals(
        "{\"ready\":false,\"reason\":\"The service does not reply.\"}",
        json(503, http.get("/health/ready")).toString());
    assertEquals(200, http.get("/health/live").statusCode());
  }

  @Test
  @WithGateway
  void aUsedPortIsReported(TestGateway gateway, TestHttpClient http) {
    var settings =
        GatewaySettings.of(
            Map.of(
                "WARREN_AMQP_URI",
                gateway.amqpUri(),
                "WARREN_HTTP_PORT",
                Integer.toString(http.port())));
    var failure = assertThrows(StartException.class, () -> Gateway.start(settings));
    assertEquals(
        "Cannot serve HTTP on 127.0.0.1:"
            + http.port()
            + ", WARREN_HTTP_PORT: the port is in use, or this user may not bind it.",
        failure.getMessage());
  }

  @Test
  @WithGateway
  void requestsInProgressAreCompletedAtTheShutdown(TestGateway gateway, TestHttpClient http)
      throws Exception {
    CompletableFuture<HttpResponse<String>> inProgress;
    CompletableFuture<Void> stopped;
    try (var database = gateway.database();
        var statement = database.createStatement()) {
      database.setAutoCommit(false);
      statement.execute("lock table account");
      inProgress =
          CompletableFuture.supplyAsync(
              unchecked(
                  () ->
                      http.post(
                          "/rpc/RequestUsername",
                          "{\"user_id\": \"00000000-0000-0000-0000-000000000001\"}")));
      TestGateway.awaitLockedQuery(statement);
      stopped = CompletableFuture.runAsync(gateway::stopGateway);
      awaitRefusal(http);
      assertFalse(inProgress.isDone());
      database.rollback();
    }
    assertEquals(404, inProgress.get(TIMEOUT_S, TimeUnit.SECONDS).statusCode());
    stopped.get(TIMEOUT_S, TimeUnit.SECONDS);
  }

  /** Waits until the gateway refuses connections or responds that it is stopping. */
  private static void awaitRefusal(TestHttpClient http) throws Exception {
    for (var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_S); ; ) {
      try {
        if (http.get("/health/live").statusCode() == 503) {
          return;
        }
      } catch (IOException e) {
        return;
      }
      assertTrue(System.nanoTime() < end, "the gateway still accepts requests");
      Thread.sleep(INTERVAL_MS);
    }
  }

  private static <T> Supplier<T> unchecked(Callable<T> work) {
    return () -> {
      try {
        return work.call();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    };
  }
}
