package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Await;
import warren.service.support.ConcurrentCaller;
import warren.service.support.TcpProxy;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** Callers that are answered without a queue, and those who forge such addresses. */
class DirectReplyIT {
  private static final int HONEST = 200;
  private static final int POISONED = 50;
  private static final int FORGED = 10_000;
  private static final String UNPROVEN = "warren unproven-direct-replies";

  private TcpProxy proxy;
  private TestService service;
  private ConcurrentCaller direct;
  private ConcurrentCaller byQueue;

  @BeforeEach
  void start() throws Exception {
    var place = TestServers.take();
    proxy = new TcpProxy(place.amqpUri());
    service = TestService.start(place, Map.of("WARREN_AMQP_URI", proxy.uri()));
    direct = ConcurrentCaller.byDirectReply(service.connection());
    byQueue = ConcurrentCaller.byQueue(service.connection());
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
    proxy.close();
  }

  @Test
  void eachOfManyRequestsInFlightGetsItsOwnReply() throws Exception {
    Map<String, String> usernames = new HashMap<>();
    for (var name : List.of("ada", "grace", "hedy")) {
      var user = Map.of("user_id", service.account(name));
      for (var i = 0; i < 50; i++) {
        usernames.put(direct.send("RequestUsername", user), name);
      }
    }
    direct.awaitReplies(usernames.keySet());

    for (var sent : usernames.entrySet()) {
      var answers = direct.replies(sent.getKey());
      assertEquals(1, answers.size());
      assertEquals(sent.getValue(), answers.get(0).data().get("username").textValue());
      assertFalse(answers.get(0).headers().containsKey("redelivered"));
    }
    service.assertAllSettled();
  }

  @Test
  void aNameThatIsMalformedIsNotCarriedOut() throws Exception {
    var names = new ForgedReplyAddresses(direct.replyTo()).malformed();
    for (var name : names.entrySet()) {
      byQueue.send(
          "RequestAccountCreate",
          Map.of("username", name.getKey(), "password", TestService.PASSWORD),
          properties -> properties.replyTo(name.getValue()));
    }
    awaitLater();

    assertEquals(List.of("admin"), service.usernames());
    assertEquals(1, proxy.accepted("warren direct-replies"));
    service.assertAllSettled();
  }

  @Test
  void aForgedNameDoesNotAffectOtherCallers() throws Exception {
    var names = new ForgedReplyAddresses(direct.replyTo()).wellFormed();
    for (var name : names.entrySet()) {
      byQueue.send(
          "RequestPublicKeys", Map.of(), properties -> properties.replyTo(name.getValue()));
      awaitLater();
    }
    service.assertAllSettled();
  }

  @Test
  void fiftyForgedAmongTwoHundredHonestOnesDoNoHarm() throws Exception {
    var poison = new ForgedReplyAddresses(direct.replyTo()).poison();
    List<String> honest = new ArrayList<>();
    List<String> queued = new ArrayList<>();
    for (var i = 0; i < HONEST; i++) {
      if (i % (HONEST / POISONED) == 0) {
        byQueue.send("RequestPublicKeys", Map.of(), properties -> properties.replyTo(poison));
      }
      honest.add(direct.send("RequestPublicKeys", Map.of()));
      queued.add(byQueue.send("RequestPublicKeys", Map.of()));
    }
    direct.awaitReplies(honest);
    byQueue.awaitReplies(queued);
    awaitLater();

    direct.assertAnsweredOnce(honest);
    byQueue.assertAnsweredOnce(queued);
    for (var id : queued) {
      assertFalse(byQueue.first(id).headers().containsKey("redelivered"));
    }
    service.assertAllSettled();
  }

  @Test
  void aRouteThatEndedTheConnectionTwiceIsRefusedBeforeExecution() throws Exception {
    var poison = new ForgedReplyAddresses(direct.replyTo()).poison();
    byQueue.send("RequestPublicKeys", Map.of(), properties -> properties.replyTo(poison));
    var connections = ForgedReplyAddresses.closes(service, poison) ? 3 : 1;
    awaitUnprovenConnections(connections);
    awaitLater();

    createWithReplyTo(poison, 50);
    awaitLater();
    assertEquals(connections == 1 ? 51 : 1, service.usernames().size());
    assertEquals(connections, proxy.accepted(UNPROVEN));
    service.assertAllSettled();
  }

  private void createWithReplyTo(String replyTo, int count) throws Exception {
    for (var i = 0; i < count; i++) {
      var account = Map.of("username", "forged" + i, "password", TestService.PASSWORD);
      byQueue.send("RequestAccountCreate", account, properties -> properties.replyTo(replyTo));
    }
    // carried out after them, unless they are refused at once
    byQueue.first(byQueue.send("RequestAccountCreate", Map.of()));
  }

  private void awaitUnprovenConnections(int count) throws Exception {
    Await.until("the connection has been replaced", () -> proxy.accepted(UNPROVEN) == count);
  }

  @Test
  void repliesOverAProvenRouteAreNotAffectedByAForgedName() throws Exception {
    var forged = new ForgedReplyAddresses(direct.replyTo());
    assertEquals(200, direct.first(direct.send("RequestPublicKeys", Map.of())).status());
    List<String> honest = new ArrayList<>();
    for (var i = 0; i < POISONED; i++) {
      var poison = forged.poison(i);
      byQueue.send("RequestPublicKeys", Map.of(), properties -> properties.replyTo(poison));
      honest.add(direct.send("RequestPublicKeys", Map.of()));
    }
    direct.awaitReplies(honest);
    awaitUnprovenConnections(ForgedReplyAddresses.closes(service, forged.poison()) ? 3 : 1);

    for (var id : honest) {
      assertFalse(direct.only(id).headers().containsKey("redelivered"));
    }
    assertEquals(1, proxy.accepted("warren direct-replies"));
    awaitLater();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, FORGED})
  void tenThousandForgedNamesDoNotDelayOtherCallers(int nodes) throws Exception {
    var forged = new ForgedReplyAddresses(direct.replyTo());
    assertEquals(200, direct.first(direct.send("RequestPublicKeys", Map.of())).status());
    for (var i = 0; i < FORGED; i++) {
      var poison = forged.poison(i % nodes);
      byQueue.send("RequestPublicKeys", Map.of(), properties -> properties.replyTo(poison));
    }
    List<String> honest = new ArrayList<>();
    List<String> queued = new ArrayList<>();
    for (var i = 0; i < HONEST; i++) {
      honest.add(direct.send("RequestPublicKeys", Map.of()));
      queued.add(byQueue.send("RequestPublicKeys", Map.of()));
    }
    byQueue.awaitReplies(queued);
    direct.awaitReplies(honest);

    direct.assertAnsweredOnce(honest);
    byQueue.assertAnsweredOnce(queued);
    assertEquals(1, proxy.accepted("warren direct-replies"));
    assertEquals(1, proxy.accepted("warren requests"));
    service.assertAllSettled();
  }

  /**
   * Both kinds of callers get replies, and only the connection for unproven routes was
   * reestablished.
   */
  private void awaitLater() throws Exception {
    assertEquals(200, byQueue.first(byQueue.send("RequestPublicKeys", Map.of())).status());
    assertEquals(200, direct.first(direct.send("RequestPublicKeys", Map.of())).status());
    assertEquals(1, proxy.accepted("warren requests"));
    assertEquals(200, service.get("/health/ready").statusCode());
  }
}
