package warren.service.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import warren.service.support.Await;
import warren.service.support.ConcurrentCaller;
import warren.service.support.LockedAccounts;
import warren.service.support.TcpProxy;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** The end of a service that has work in hand, and another one that goes on. */
class DrainIT {
  private static final int TAKEN = 5;
  private static final int SENT = 30;

  private static CompletableFuture<Void> closing(TestService service) {
    return CompletableFuture.runAsync(service.service()::close);
  }

  private static List<String> send(
      int count, ConcurrentCaller caller, String operation, Map<String, ?> body) throws Exception {
    List<String> ids = new ArrayList<>();
    for (var i = 0; i < count; i++) {
      ids.add(caller.send(operation, body));
    }
    return ids;
  }

  @Test
  void startedRequestsGetRepliesAndTheOthersAreLeftToTheNextProcess() throws Exception {
    var settings =
        Map.of("WARREN_THREADS", "3", "WARREN_PREFETCH", "" + TAKEN, "WARREN_DRAIN_TIMEOUT", "1m");
    try (var service = TestService.start(settings);
        var byQueue = ConcurrentCaller.byQueue(service.connection());
        var direct = ConcurrentCaller.byDirectReply(service.connection())) {
      var ada = service.account("ada");
      var users = Map.of("user_ids", List.of(ada));
      List<String> queued = new ArrayList<>();
      List<String> directly = new ArrayList<>();
      CompletableFuture<Void> closing;
      try (var accounts = new LockedAccounts(service)) {
        for (var i = 0; i < SENT; i++) {
          queued.add(byQueue.send("RequestUsernames", users));
          directly.add(direct.send("RequestUsernames", users));
        }
        accounts.awaitWaiting(3);
        closing = closing(service);
        Await.until(
            "it says that it is not ready", () -> service.get("/health/ready").statusCode() == 503);
        assertEquals(200, service.get("/health/live").statusCode());
        // it says so before it has cancelled: until then each answer would bring a further request
        var channel = service.client().channel();
        Await.until("it takes no more", () -> channel.consumerCount("RequestUsernames") == 0);
        assertFalse(closing.isDone());
      }
      closing.join();

      // those that wait were never taken: were they put back, they would be marked below
      assertEquals(2 * SENT - TAKEN, service.waiting());
      assertEquals(TAKEN, answered(byQueue, queued) + answered(direct, directly));
      try (var next = service.second()) {
        byQueue.awaitReplies(queued);
        direct.awaitReplies(directly);
        next.assertAllSettled();
      }
      for (var id : Stream.concat(queued.stream(), directly.stream()).toList()) {
        var answers =
            Stream.concat(byQueue.replies(id).stream(), direct.replies(id).stream()).toList();
        assertEquals(1, answers.size());
        assertEquals("ada", answers.get(0).data().get("usernames").get(ada).textValue());
        assertFalse(answers.get(0).headers().containsKey("redelivered"));
      }
    }
  }

  private static int answered(ConcurrentCaller caller, List<String> ids) {
    return (int) ids.stream().filter(id -> !caller.replies(id).isEmpty()).count();
  }

  @Test
  void aStopDuringManyQuickRequestsRefusesNoRequest() throws Exception {
    try (var service = TestService.start(Map.of());
        var caller = ConcurrentCaller.byQueue(service.connection())) {
      List<String> ids = new ArrayList<>();
      for (var stop = 0; stop < 5; stop++) {
        try (var one = service.second()) {
          ids.addAll(send(400, caller, "RequestPublicKeys", Map.of()));
          one.service().close();
        }
      }
      caller.awaitReplies(ids);

      caller.assertAnsweredOnce(ids);
      for (var id : ids) {
        assertEquals(200, caller.first(id).status());
      }
      service.assertAllSettled();
    }
  }

  @Test
  void requestsLongerThanTheDrainTimeoutAreLeftToTheNextProcess() throws Exception {
    // two connections to the database: two requests hold them, the others wait for one
    var settings = Map.of("WARREN_DRAIN_TIMEOUT", "200ms", "WARREN_DB_POOL", "2");
    try (var service = TestService.start(settings);
        var caller = ConcurrentCaller.byQueue(service.connection())) {
      var ada = service.account("ada");
      List<String> ids;
      try (var accounts = new LockedAccounts(service)) {
        ids = send(SENT, caller, "RequestUsernames", Map.of("user_ids", List.of(ada)));
        accounts.awaitWaiting(2);
        var start = System.nanoTime();
        service.service().close();
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos());
        Await.until("all are back in the queue", () -> service.waiting() == SENT);
        assertFalse(ids.stream().anyMatch(id -> !caller.replies(id).isEmpty()));
      }
      try (var next = service.second()) {
        caller.awaitReplies(ids);
        next.assertAllSettled();
      }
      caller.assertAnsweredOnce(ids);
      for (var id : ids) {
        assertEquals("ada", caller.first(id).data().get("usernames").get(ada).textValue());
      }
    }
  }

  @Test
  @SuppressWarnings("try") // the proxy is closed before its turn
  void aStalledNetworkDoesNotPreventTheStop() throws Exception {
    var place = TestServers.take();
    try (var proxy = new TcpProxy(place.amqpUri());
        var service =
            TestService.start(
                place, Map.of("WARREN_AMQP_URI", proxy.uri(), "WARREN_DRAIN_TIMEOUT", "1s"));
        var caller = ConcurrentCaller.byQueue(service.connection())) {
      proxy.stall();
      var id = caller.send("RequestPublicKeys", Map.of());
      var start = System.nanoTime();
      service.service().close();
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(20).toNanos());
      proxy.close();

      try (var next = service.second(Map.of("WARREN_AMQP_URI", place.amqpUri()))) {
        assertEquals(200, caller.first(id).status());
        next.assertAllSettled();
      }
    }
  }
}
