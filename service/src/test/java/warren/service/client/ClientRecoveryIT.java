package warren.service.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.client.Caller;
import warren.client.NoReplyException;
import warren.client.NoReplyException.Reason;
import warren.client.WarrenClient;
import warren.service.support.Await;
import warren.service.support.PrivateServers;
import warren.service.support.TcpProxy;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** The client, when the network, the broker or the service is gone for a while. */
class ClientRecoveryIT {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final byte[] NOTHING = "{}".getBytes(UTF_8);
  private static final int MEGABYTES = 4 * 1024 * 1024;

  private static NoReplyException noReply(CompletableFuture<?> call) {
    var failure =
        assertThrows(
            ExecutionException.class, () -> call.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    return assertInstanceOf(NoReplyException.class, failure.getCause());
  }

  private static boolean isConnected(Caller client) {
    var call = client.withTimeout(SHORT).exchangeAsync("RequestNothing", NOTHING);
    return noReply(call).reason() == Reason.NO_SUCH_QUEUE;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLostConnectionIsReestablished(boolean direct) throws Exception {
    var place = TestServers.take();
    var connection = TestService.connect(place.amqpUri());
    try (connection;
        var proxy = new TcpProxy(place.amqpUri());
        var client = connect(proxy, direct);
        var asked = new StubService(connection, "RequestUsername")) {
      var waiting = client.exchangeAsync("RequestUsername", NOTHING);
      asked.next();
      proxy.refuse(true);
      proxy.cut();

      assertEquals("The connection to the broker closed.", noReply(waiting).getMessage());
      Await.until("it has tried to connect", () -> proxy.refused() >= 2);
      var meanwhile = noReply(client.service().statusAsync());
      assertEquals(Reason.CONNECTION_CLOSED, meanwhile.reason());
      var message = String.valueOf(meanwhile.getMessage());
      var start = "No connection to the broker at 127.0.0.1:" + proxy.port() + ": ";
      assertTrue(message.startsWith(start), message);

      proxy.refuse(false);
      Await.until("it is connected again", () -> isConnected(client));
      var again = client.exchangeAsync("RequestUsername", NOTHING);
      asked.answer(asked.next(), 200, "{}");
      assertEquals(200, again.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS).status());
      assertEquals(2, proxy.accepted());
    }
  }

  private static WarrenClient connect(TcpProxy proxy, boolean direct) throws Exception {
    var builder = WarrenClient.builder(proxy.uri()).timeout(Await.PATIENCE);
    return (direct ? builder.directReplies() : builder).connect();
  }

  @Test
  void aClientClosesWithoutAConnection() throws Exception {
    var place = TestServers.take();
    try (var proxy = new TcpProxy(place.amqpUri())) {
      var name = "client-" + UUID.randomUUID();
      var client = WarrenClient.builder(proxy.uri()).name(name).connect();
      proxy.refuse(true);
      proxy.cut();
      Await.until("it has tried to connect", () -> proxy.refused() >= 1);

      client.close();

      proxy.refuse(false);
      Await.until("it tries no more", () -> isThreadless(name));
      assertEquals("The client is closed.", noReply(client.service().statusAsync()).getMessage());
      assertEquals(1, proxy.accepted());
    }
  }

  private static boolean isThreadless(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().equals(name));
  }

  @Test
  void aStalledNetworkBlocksCallsNoLongerThanTheirTimeout() throws Exception {
    var place = TestServers.take();
    var threads = Executors.newCachedThreadPool();
    try (var proxy = new TcpProxy(place.amqpUri());
        var client = connect(proxy, false)) {
      proxy.stall();
      var calls = fill(client, threads);
      Await.until("at most one is still stuck writing", () -> stuck(calls) <= 1);
      for (var call : calls.stream().filter(CompletableFuture::isDone).toList()) {
        assertEquals(Reason.TIMEOUT, noReply(call).reason());
      }

      Await.until("that one is freed", () -> stuck(calls) == 0);
      proxy.resume();
      Await.until("it is connected again", () -> isConnected(client));
      assertEquals(2, proxy.accepted());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aClientClosesDuringANetworkStall() throws Exception {
    var place = TestServers.take();
    var threads = Executors.newCachedThreadPool();
    try (var proxy = new TcpProxy(place.amqpUri())) {
      var client = connect(proxy, false);
      proxy.stall();
      var calls = fill(client, threads);
      Await.until("at most one is still stuck writing", () -> stuck(calls) <= 1);

      var before = System.nanoTime();
      client.close();
      var took = Duration.ofNanos(System.nanoTime() - before);
      // it asks politely for two seconds; the network would be given up after ten
      assertTrue(took.compareTo(Duration.ofSeconds(6)) < 0, took::toString);
      Await.until("no call is blocked", () -> stuck(calls) == 0);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Sends more than the buffers of the network can contain. */
  private static List<CompletableFuture<?>> fill(WarrenClient client, Executor threads) {
    var caller = client.withTimeout(SHORT);
    List<CompletableFuture<?>> calls = new ArrayList<>();
    for (var i = 0; i < 8; i++) {
      calls.add(
          CompletableFuture.supplyAsync(
              () -> caller.exchange("RequestUsername", new byte[MEGABYTES]), threads));
    }
    return calls;
  }

  private static long stuck(List<CompletableFuture<?>> calls) {
    return calls.stream().filter(call -> !call.isDone()).count();
  }

  @Test
  void callsToAStoppedServiceEndAtTheirTimeout() throws Exception {
    var place = TestServers.take();
    try (var client = WarrenClient.connect(place.amqpUri())) {
      var service = TestService.start(place, Map.of());
      assertTrue(client.service().status().ready());
      service.close();
      var gone = noReply(client.withTimeout(SHORT).service().statusAsync());
      assertEquals(Reason.TIMEOUT, gone.reason());
      assertEquals("No reply to RequestServiceStatus arrived within 200 ms.", gone.getMessage());
      try (var back = TestService.start(place, Map.of())) {
        assertTrue(client.service().status().ready());
        // the request whose caller had timed out was dropped
        assertEquals(1, back.answers("RequestServiceStatus"));
      }
    }
  }

  @Test
  void aBrokerThatIsRestartedInTheMiddleIsFoundAgain() throws Exception {
    var threads = Executors.newFixedThreadPool(8);
    var over = new AtomicBoolean();
    try (var servers = PrivateServers.start();
        var service = TestService.start(servers.place(), Map.of());
        var client =
            WarrenClient.builder(servers.place().amqpUri())
                .timeout(Duration.ofSeconds(2))
                .connect()) {
      var replied = new AtomicInteger();
      Set<Reason> reasons = Collections.synchronizedSet(EnumSet.noneOf(Reason.class));
      List<CompletableFuture<Void>> calling = new ArrayList<>();
      for (var i = 0; i < 8; i++) {
        calling.add(
            CompletableFuture.runAsync(
                () -> {
                  while (!over.get()) {
                    try {
                      client.service().status();
                      replied.incrementAndGet();
                    } catch (NoReplyException e) {
                      reasons.add(e.reason());
                      // the broker needs the processors to come back
                      LockSupport.parkNanos(PAUSE.toNanos());
                    }
                  }
                },
                threads));
      }
      Await.until("they are answered", () -> replied.get() > 100);
      servers.broker().stop();
      Await.until("the calls have failed", () -> reasons.contains(Reason.CONNECTION_CLOSED));
      var before = replied.get();
      servers.broker().restart();
      Await.until("they are answered again", () -> replied.get() > before + 100);
      over.set(true);
      for (var call : calling) {
        call.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      assertTrue(
          EnumSet.of(Reason.CONNECTION_CLOSED, Reason.TIMEOUT, Reason.NO_SUCH_QUEUE)
              .containsAll(reasons),
          reasons::toString);
      assertEquals(200, service.get("/health/ready").statusCode());
    } finally {
      over.set(true);
      threads.shutdownNow();
    }
  }
}
