package warren.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.Bodies.json;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A gateway whose service is gone, and one that stops. */
class GatewayRecoveryIT {
  private static final long PATIENCE_S = 60;
  private static final long STEP_MS = 10;

  @Test
  void aServiceThatIsGoneIsSaid() throws Exception {
    try (var gateway = TestGateway.start(Map.of("WARREN_HTTP_TIMEOUT", "200ms"))) {
      assertEquals(200, gateway.get("/health/ready").statusCode());
      gateway.service().close();

      var late = gateway.post("/rpc/RequestPublicKeys", "{}");
      assertEquals("no_reply", json(504, late).at("/error/code").textValue());
      assertEquals(503, gateway.get("/health/ready").statusCode());
      assertEquals(200, gateway.get("/health/live").statusCode());
    }
  }

  @Test
  void whatIsInHandIsAnsweredAtTheStop() throws Exception {
    try (var gateway = TestGateway.start(Map.of())) {
      CompletableFuture<HttpResponse<String>> held;
      CompletableFuture<Void> stopped;
      try (var database = gateway.database();
          var statement = database.createStatement()) {
        database.setAutoCommit(false);
        statement.execute("lock table account");
        held =
            CompletableFuture.supplyAsync(
                unchecked(
                    () ->
                        gateway.post(
                            "/rpc/RequestUsername",
                            "{\"user_id\": \"00000000-0000-0000-0000-000000000001\"}")));
        awaitWaiting(statement);
        stopped = CompletableFuture.runAsync(gateway::stop);
        awaitRefused(gateway);
        assertFalse(held.isDone());
        database.rollback();
      }
      assertEquals(404, held.get(PATIENCE_S, TimeUnit.SECONDS).statusCode());
      stopped.get(PATIENCE_S, TimeUnit.SECONDS);
    }
  }

  private static void awaitWaiting(Statement statement) throws Exception {
    for (var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S); ; ) {
      try (var waiting =
          statement.executeQuery("select count(*) from pg_locks where not granted")) {
        waiting.next();
        if (waiting.getInt(1) > 0) {
          return;
        }
      }
      assertTrue(System.nanoTime() < end, "the request has not come to the database");
      Thread.sleep(STEP_MS);
    }
  }

  /** It takes no connections any more, or answers that it is stopping. */
  private static void awaitRefused(TestGateway gateway) throws Exception {
    for (var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S); ; ) {
      try {
        if (gateway.get("/health/live").statusCode() == 503) {
          return;
        }
      } catch (IOException e) {
        return;
      }
      assertTrue(System.nanoTime() < end, "it still takes requests");
      Thread.sleep(STEP_MS);
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
