package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertThrottled;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import warren.contracts.json.Json;
import warren.service.support.BothServices;
import warren.service.support.Rows;
import warren.service.support.TestBroker;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** The number of attempts to create an account for one address, or one broker user, in an hour. */
@WarrenTest(settings = {AnonymousCreationIT.THREADS, AnonymousCreationIT.LIMIT})
class AnonymousCreationIT {
  static final String THREADS = "WARREN_HASH_THREADS=8";
  static final String LIMIT = "WARREN_CREATION_LIMIT=20/1h";

  private static final String CREATE = "RequestAccountCreate";
  private static final String HERE = "203.0.113.7";
  private static final String THERE = "203.0.113.8";
  private static final int AN_HOUR = 20;

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final TestService service;
  private final Rows rows;

  AnonymousCreationIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  private static Map<String, String> body(String username) {
    return Map.of("username", username, "password", TestService.PASSWORD);
  }

  private Reply create(BasicProperties properties) throws Exception {
    return service.client().send(CREATE, properties, body("name" + COUNT.incrementAndGet()));
  }

  private Reply createFrom(String clientIp, @Nullable String token) throws Exception {
    return create(service.client().propertiesFrom(clientIp, token).build());
  }

  private Reply createFrom(String clientIp) throws Exception {
    return createFrom(clientIp, null);
  }

  private void makeAll(String clientIp) throws Exception {
    for (var i = 0; i < AN_HOUR; i++) {
      createFrom(clientIp).data();
    }
  }

  private long made() {
    return rows.count("account where username_key <> 'admin'");
  }

  private static void assertWithin(Duration most, long milliseconds) {
    assertTrue(milliseconds <= most.toMillis(), () -> milliseconds + " ms > " + most);
  }

  @Test
  void afterTwentyAttemptsTheNextWaitsUntilTheFirstIsAnHourOld() throws Exception {
    makeAll(HERE);
    assertWithin(Duration.ofHours(1), assertThrottled(createFrom(HERE)));
    rows.change(
        """
        update name_attempt set created_at = now() - interval '50 minutes'
        where id = (select id from name_attempt order by created_at limit 1)
        """);
    assertWithin(Duration.ofMinutes(10), assertThrottled(createFrom(HERE)));
    assertEquals(AN_HOUR, made());
    assertEquals(AN_HOUR, rows.count("name_attempt"));
  }

  @Test
  void anHourLaterTwentyMoreAreAllowed() throws Exception {
    makeAll(HERE);
    rows.change("update name_attempt set created_at = now() - interval '59 minutes 50 s'");
    assertWithin(Duration.ofSeconds(10), assertThrottled(createFrom(HERE)));
    rows.change("update name_attempt set created_at = now() - interval '1 hour'");
    makeAll(HERE);
    assertThrottled(createFrom(HERE));
    assertEquals(2 * AN_HOUR, made());
  }

  @WarrenTest(
      settings = {THREADS, LIMIT},
      processes = 2,
      scope = Scope.TEST)
  @Test
  void ofManyConcurrentCreationsExactlyTwentySucceed(BothServices both) throws Exception {
    var throttled = 0;
    for (var i = 0; i < 50; i++) {
      var properties = service.client().propertiesFrom(HERE, null).build();
      service.client().publish(CREATE, properties, Json.write(body("name" + i)));
    }
    for (var i = 0; i < 50; i++) {
      var reply = service.client().next();
      if (reply.status() != 200) {
        assertThrottled(reply);
        throttled++;
      }
    }
    assertEquals(30, throttled);
    assertEquals(AN_HOUR, made());
    assertTrue(both.other().answers(CREATE) > 0);
  }

  @Test
  void eachAddressHasItsOwnTwenty() throws Exception {
    makeAll(HERE);
    makeAll(THERE);
    assertThrottled(createFrom(HERE));
    assertThrottled(createFrom(THERE));
    createFrom("203.0.113.9").data();
  }

  @Test
  void ipv6AddressesAreLimitedByTheirFirst64Bits() throws Exception {
    makeAll("2001:db8:0:1::1");
    assertThrottled(createFrom("2001:db8:0:1:ffff::2"));
    createFrom("2001:db8:0:2::1").data();
  }

  @Test
  void withoutATrustedAddressTheBrokerUserIsLimited() throws Exception {
    makeAll("example.org");
    assertThrottled(createFrom("example.org"));
    assertThrottled(create(service.client().properties().userId(TestBroker.USER).build()));
    createFrom(HERE).data();
    create(service.client().properties().build()).data();
  }

  @Test
  void sendersWithoutAddressAndBrokerUserAreLimitedTogether() throws Exception {
    for (var i = 0; i < AN_HOUR / 2; i++) {
      create(service.client().properties().build()).data();
      create(service.client().propertiesFrom(HERE, null).userId(null).build()).data();
    }
    assertThrottled(create(service.client().properties().build()));
    assertThrottled(create(service.client().propertiesFrom(THERE, null).userId(null).build()));
    createFrom(HERE).data();
    createFrom("example.org").data();
  }

  @Test
  void signUpsAndCreationsShareTheLimit() throws Exception {
    for (var i = 0; i < AN_HOUR; i++) {
      send(i % 2 == 0 ? "RequestSignUp" : CREATE, body("user" + i)).data();
    }
    assertThrottled(send("RequestSignUp", body("late")));
    assertThrottled(send(CREATE, body("late")));
    assertEquals(AN_HOUR, made());
  }

  private Reply send(String operation, Map<String, ?> body) throws Exception {
    return service
        .client()
        .send(operation, service.client().propertiesFrom(HERE, null).build(), body);
  }

  @Test
  void holdersOfThePermissionAreNeitherLimitedNorCounted() throws Exception {
    var token = service.adminToken();
    for (var i = 0; i <= AN_HOUR; i++) {
      createFrom(HERE, token).data();
    }
    makeAll(HERE);
    assertThrottled(createFrom(HERE));
    createFrom(HERE, token).data();
  }

  @Test
  void signedInAccountsWithoutThePermissionAreCounted() throws Exception {
    service.account("ada");
    var token = service.token("ada", TestService.PASSWORD);
    for (var i = 0; i < AN_HOUR; i++) {
      createFrom(HERE, token).data();
    }
    assertThrottled(createFrom(HERE, token));
    assertThrottled(createFrom(HERE));
    createFrom(THERE, token).data();
  }

  @Test
  void aRedeliveredMessageIsCountedOnce() throws Exception {
    var properties = service.client().propertiesFrom(HERE, null).messageId("m").build();
    var first = service.client().send(CREATE, properties, body("ada"));
    for (var i = 0; i <= AN_HOUR; i++) {
      assertEquals(first.body(), service.client().send(CREATE, properties, body("ada")).body());
    }
    assertEquals(1, rows.count("name_attempt"));
    for (var i = 1; i < AN_HOUR; i++) {
      createFrom(HERE).data();
    }
    // the limit applies first, because the stored reply would confirm the password in the body
    assertThrottled(service.client().send(CREATE, properties, body("ada")));
    rows.change("update name_attempt set created_at = now() - interval '1 hour'");
    assertEquals(first.body(), service.client().send(CREATE, properties, body("ada")).body());
  }
}
