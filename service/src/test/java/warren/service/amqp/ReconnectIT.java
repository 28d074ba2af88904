package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import warren.service.support.Await;
import warren.service.support.ConcurrentCaller;
import warren.service.support.LockedAccounts;
import warren.service.support.TcpProxy;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** The connections of a service to a running broker: closed, stalled and reestablished. */
class ReconnectIT {
  /** The service has one connection for requests and two for direct replies. */
  private static final int CONNECTIONS = 3;

  private final TestServers.Place place = TestServers.take();

  private TestService start(TcpProxy proxy, Map<String, String> overriding) throws Exception {
    Map<String, String> settings = new HashMap<>(overriding);
    settings.put("WARREN_AMQP_URI", proxy.uri());
    return TestService.start(place, settings);
  }

  private static void cut(TcpProxy proxy, TestService service) throws Exception {
    var before = proxy.accepted();
    proxy.cut();
    Await.until("it is connected again", () -> proxy.accepted() == before + CONNECTIONS);
    Await.until("it is ready again", () -> service.get("/health/ready").statusCode() == 200);
  }

  @Test
  void aRequestInFlightGetsItsReplyAfterTheReconnection() throws Exception {
    try (var proxy = new TcpProxy(place.amqpUri());
        var service = start(proxy, Map.of());
        var caller = ConcurrentCaller.byQueue(service.connection())) {
      var user = Map.of("user_id", service.account("ada"));
      String id;
      try (var accounts = new LockedAccounts(service)) {
        id = caller.send("RequestUsername", user);
        accounts.awaitWaiting(1);
        cut(proxy, service);
        accounts.awaitWaiting(2);
      }

      var reply = caller.first(id);

      assertEquals("ada", reply.data().get("username").textValue());
      assertEquals(true, reply.header("redelivered"));
      assertEquals(
          "ada",
          caller.first(caller.send("RequestUsername", user)).data().get("username").textValue());
      assertEquals(1, caller.replies(id).size());
    }
  }

  @Test
  void aWriteInFlightHasOneEffect() throws Exception {
    try (var proxy = new TcpProxy(place.amqpUri());
        var service = start(proxy, Map.of());
        var caller = ConcurrentCaller.byQueue(service.connection())) {
      String id;
      try (var accounts = new LockedAccounts(service)) {
        id =
            caller.send(
                "RequestAccountCreate",
                Map.of("username", "once", "password", TestService.PASSWORD));
        accounts.awaitWaiting(1);
        cut(proxy, service);
        accounts.awaitWaiting(2);
      }

      var reply = caller.first(id);

      assertEquals(true, reply.header("redelivered"));
      var created = reply.data().get("user-id").textValue();
      assertEquals(List.of(created), idsOf(service, "once"));
    }
  }

  private static List<String> idsOf(TestService service, String username) {
    return service
        .database()
        .withHandle(
            handle ->
                handle
                    .createQuery("select id::text from account where username = :name")
                    .bind("name", username)
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void pendingRequestsOfALostConnectionAreExecutedOnce() throws Exception {
    var slowHashing =
        Map.of(
            "WARREN_ARGON2_MEMORY_KIB", "65536",
            "WARREN_ARGON2_ITERATIONS", "3",
            "WARREN_HASH_THREADS", "1",
            "WARREN_HASH_WAITING", "24");
    try (var proxy = new TcpProxy(place.amqpUri());
        var service = start(proxy, slowHashing);
        var caller = ConcurrentCaller.byQueue(service.connection())) {
      List<String> logins = new ArrayList<>();
      for (var i = 0; i < 24; i++) {
        logins.add(
            caller.send(
                "RequestLoginToken", Map.of("username", "nobody" + i, "password", "wrong")));
      }
      Await.until("some are answered", () -> service.verifications() >= 3);
      cut(proxy, service);
      caller.awaitReplies(logins);

      caller.assertAnsweredOnce(logins);
      for (var login : logins) {
        assertEquals("bad_credentials", caller.first(login).code());
      }
      // the one that was being carried out, and one that was answered into the cut
      assertTrue(service.verifications() <= 24 + 2, "verifications: " + service.verifications());
    }
  }

  @Test
  void aNetworkPauseLosesNoRequest() throws Exception {
    try (var proxy = new TcpProxy(place.amqpUri());
        var service = start(proxy, Map.of());
        var caller = ConcurrentCaller.byQueue(service.connection())) {
      proxy.stall();
      var ids = new ArrayList<String>();
      for (var i = 0; i < 20; i++) {
        ids.add(caller.send("RequestPublicKeys", Map.of()));
      }
      assertFalse(caller.answered(ids));
      proxy.resume();

      caller.awaitReplies(ids);
      caller.assertAnsweredOnce(ids);
      assertEquals(CONNECTIONS, proxy.accepted());
    }
  }

  @Test
  void aQueueThatIsDeletedIsDeclaredAndConsumedAgain() throws Exception {
    try (var service = TestService.start(place, Map.of())) {
      var user = Map.of("user_id", service.account("ada"));
      service.client().channel().queueDelete("RequestUsername");

      Await.until("the queue is consumed", () -> consumers(service, "RequestUsername") == 1);

      var reply = service.client().call("RequestUsername", user);
      assertEquals("ada", reply.data().get("username").textValue());
    }
  }

  private static long consumers(TestService service, String queue) throws Exception {
    var channel = service.connection().createChannel();
    try {
      return channel.queueDeclarePassive(queue).getConsumerCount();
    } catch (IOException e) {
      assertTrue(e.getCause() instanceof ShutdownSignalException, "there is no such queue yet");
      return 0;
    } finally {
      channel.abort();
    }
  }

  @Test
  void theFirstConnectionIsRetriedUntilItSucceeds() throws Exception {
    try (var proxy = new TcpProxy(place.amqpUri())) {
      proxy.refuse(true);
      var starting =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return start(proxy, Map.of());
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      Await.until("it has tried more than once", () -> proxy.refused() >= 2);
      proxy.refuse(false);

      try (var service = starting.get()) {
        assertEquals(200, service.client().call("RequestServiceStatus", Map.of()).status());
      }
    }
  }
}
