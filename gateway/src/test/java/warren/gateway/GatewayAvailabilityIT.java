package warren.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.support.Bodies.json;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

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
    assertEquals(503, http.get("/health/ready").statusCode());
    assertEquals(200, http.get("/health/live").statusCode());
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
      awaitLockedQuery(statement);
      stopped = CompletableFuture.runAsync(gateway::stopGateway);
      awaitRefusal(http);
      assertFalse(inProgress.isDone());
      database.rollback();
    }
    assertEquals(404, inProgress.get(TIMEOUT_S, TimeUnit.SECONDS).statusCode());
    stopped.get(TIMEOUT_S, TimeUnit.SECONDS);
  }

  private static void awaitLockedQuery(Statement statement) throws Exception {
    for (var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_S); ; ) {
      // the databases of other tests on this server can have locks too
      try (var waiting =
          statement.executeQuery(
              "select count(*) from pg_locks join pg_database on pg_database.oid = database"
                  + " where datname = current_database() and not granted")) {
        waiting.next();
        if (waiting.getInt(1) > 0) {
          return;
        }
      }
      assertTrue(System.nanoTime() < end, "the request has not reached the database");
      Thread.sleep(INTERVAL_MS);
    }
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
