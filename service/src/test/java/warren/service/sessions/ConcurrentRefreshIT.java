package warren.service.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.sessions.SessionRequests.REFRESH;
import static warren.service.sessions.SessionRequests.refreshToken;
import static warren.service.support.Bodies.assertUnauthenticated;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import warren.service.support.Await;
import warren.service.support.BothServices;
import warren.service.support.Rows;
import warren.service.support.TestClient;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Many who refresh one session at once, each over a channel of its own, on two processes. */
@WarrenTest(processes = 2)
class ConcurrentRefreshIT {
  private static final int AT_ONCE = 32;

  private final BothServices services;
  private final TestService service;
  private final Rows rows;
  private final SessionRequests sessions;

  ConcurrentRefreshIT(BothServices services, TestService service, Rows rows) {
    this.services = services;
    this.service = service;
    this.rows = rows;
    this.sessions = new SessionRequests(service);
  }

  @BeforeEach
  void account() throws Exception {
    sessions.begin();
  }

  private List<Reply> refreshAtOnce(JsonNode session) throws Exception {
    var before = services.answers(REFRESH);
    var body = Map.of("refresh_token", refreshToken(session));
    var together = new CyclicBarrier(AT_ONCE);
    var threads = Executors.newFixedThreadPool(AT_ONCE);
    List<Future<Reply>> sent = new ArrayList<>();
    for (var i = 0; i < AT_ONCE; i++) {
      sent.add(threads.submit(() -> refresh(body, together)));
    }
    threads.shutdown();
    List<Reply> answers = new ArrayList<>();
    for (var each : sent) {
      answers.add(each.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
    services.assertBothTookPart(REFRESH, before);
    return answers;
  }

  private Reply refresh(Map<String, String> body, CyclicBarrier together) throws Exception {
    try (var client = new TestClient(service.connection())) {
      together.await(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return client.call(REFRESH, body);
    }
  }

  @RepeatedTest(3)
  void manyAtOnceGetTheSameTokens() throws Exception {
    Set<String> successors = new HashSet<>();
    Set<String> tokens = new HashSet<>();
    var replies = refreshAtOnce(sessions.open());
    for (var reply : replies) {
      successors.add(refreshToken(reply.data()));
      tokens.add(SessionRequests.accessToken(reply.data()));
    }
    assertEquals(1, successors.size());
    assertEquals(1, tokens.size());
    assertEquals(2, rows.count("refresh_token"));
    assertEquals(2, rows.count("session_token"));
    sessions.assertActive(replies.get(0).data());
    assertEquals(200, sessions.refresh(successors.iterator().next()).status());
  }

  @RepeatedTest(3)
  void manyAtOnceWithATokenThatIsInTwoHandsAreAllRefused() throws Exception {
    var session = sessions.open();
    var latest = sessions.refreshed(session);
    sessions.exchangedAgo("31 seconds");
    for (var reply : refreshAtOnce(session)) {
      assertUnauthenticated(reply);
    }
    assertEquals(2, rows.count("refresh_token"));
    assertEquals(2, rows.count("session_token"));
    sessions.assertAllEnded(latest);
  }
}
