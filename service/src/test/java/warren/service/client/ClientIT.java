package warren.service.client;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.client.Caller;
import warren.client.WarrenClient;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.accounts.AccountDataRequest;
import warren.contracts.accounts.UpdateAccountRequest;
import warren.contracts.accounts.UsernameRequest;
import warren.contracts.moderation.BanUserRequest;
import warren.contracts.tokens.LoginTokenRequest;
import warren.service.support.Await;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** The client, and a service that answers it. */
@WarrenTest(scope = Scope.CLASS)
class ClientIT {
  private static final Secret PASSWORD = Secret.of(TestService.PASSWORD);
  private static final int THREADS = 32;
  private static final int CALLS = 10_240;

  private static TestService service;
  private static WarrenClient client;

  @BeforeAll
  static void connect(TestService running) throws Exception {
    service = running;
    client = client().connect();
  }

  private static WarrenClient.Builder client() {
    return WarrenClient.builder(service.place().amqpUri()).timeout(Await.PATIENCE);
  }

  @AfterAll
  static void disconnect() {
    client.close();
  }

  private static Caller admin() {
    var credentials = new LoginTokenRequest("admin", Secret.of(TestService.ADMIN_PASSWORD));
    return client.as(client.tokens().login(credentials));
  }

  private static RefusedException assertRefused(ErrorCode code, Executable call) {
    var refused = assertThrows(RefusedException.class, call);
    assertEquals(code, refused.code());
    return refused;
  }

  @Test
  void anAccountIsCreatedUpdatedAndBanned() {
    var request =
        new AccountCreateRequest("grace", PASSWORD)
            .withUserEmail("grace@example.org")
            .withFirstName("Grace");
    var id = client.accounts().create(request).userId();
    var grace = client.as(client.tokens().login(new LoginTokenRequest("grace", PASSWORD)));
    var account = grace.accounts().data(new AccountDataRequest());
    assertEquals(id, account.userId());
    assertEquals("grace@example.org", account.userEmail());
    assertEquals("Grace", account.firstName());
    assertNull(account.lastName());

    grace.accounts().update(new UpdateAccountRequest().withUserEmail(null).withLastName("Hopper"));
    var updated = grace.accounts().data(new AccountDataRequest());
    assertNull(updated.userEmail());
    assertEquals("Grace", updated.firstName());
    assertEquals("Hopper", updated.lastName());

    admin().moderation().ban(new BanUserRequest(id, true));
    assertRefused(ErrorCode.UNAUTHENTICATED, () -> grace.accounts().data(new AccountDataRequest()));
    var refused =
        assertRefused(
            ErrorCode.BANNED,
            () -> client.tokens().login(new LoginTokenRequest("grace", PASSWORD)));
    assertEquals("banned: This account is banned.", refused.getMessage());
  }

  @Test
  void anInvalidFieldIsReportedByName() {
    var refused =
        assertRefused(
            ErrorCode.WEAK_PASSWORD,
            () ->
                client.accounts().create(new AccountCreateRequest("hedy", Secret.of("password"))));
    assertEquals(Set.of("password"), requireNonNull(refused.refusal().fields()).keySet());
  }

  @Test
  void aRepeatedWriteWithTheSameMessageIdHasOneEffect() {
    var request = new AccountCreateRequest("once", PASSWORD);
    var once = admin().withMessageId("client-once");
    var first = once.accounts().create(request);
    assertEquals(first, once.accounts().create(request));
    assertRefused(ErrorCode.USERNAME_TAKEN, () -> client.accounts().create(request));
    assertRefused(
        ErrorCode.MESSAGE_ID_REUSED,
        () -> once.accounts().create(new AccountCreateRequest("twice", PASSWORD)));
  }

  @Test
  void loginAttemptsAreThrottledByTheClientAddress() {
    client.accounts().create(new AccountCreateRequest("mary", PASSWORD));
    var wrong = new LoginTokenRequest("mary", Secret.of("not the password"));
    var guesser = client.withClientIp("192.0.2.1").tokens();
    var tries = 0;
    ErrorCode code;
    do { // five times, or some more where they come slowly
      code = assertThrows(RefusedException.class, () -> guesser.login(wrong)).code();
    } while (code == ErrorCode.BAD_CREDENTIALS && ++tries < 10);
    assertEquals(ErrorCode.THROTTLED, code);
    assertTrue(tries >= 5, "after " + tries);
    var mary = client.withClientIp("192.0.2.2").tokens();
    assertRefused(ErrorCode.BAD_CREDENTIALS, () -> mary.login(wrong));
    mary.login(new LoginTokenRequest("mary", PASSWORD));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void concurrentCallsGetTheirOwnReplies(boolean direct) throws Exception {
    var prefix = direct ? "direct" : "queued";
    Map<UUID, String> names = new HashMap<>();
    for (var i = 0; i < THREADS; i++) {
      names.put(UUID.fromString(service.account(prefix + i)), prefix + i);
    }
    var threads = Executors.newFixedThreadPool(THREADS);
    try (var many = (direct ? client().directReplies() : client()).connect()) {
      List<Callable<Map<UUID, String>>> work = new ArrayList<>();
      for (var i = 0; i < THREADS; i++) {
        work.add(() -> askForNames(many, names));
      }
      for (var told : threads.invokeAll(work)) {
        assertEquals(names, told.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  /** Each of them often enough, that all threads together ask {@link #CALLS} times. */
  private static Map<UUID, String> askForNames(WarrenClient many, Map<UUID, String> names) {
    Map<UUID, String> told = new HashMap<>();
    for (var i = 0; i < CALLS / THREADS / THREADS; i++) {
      for (var id : names.keySet()) {
        var name = many.accounts().username(new UsernameRequest(id)).username();
        var before = told.put(id, name);
        assertEquals(names.get(id), before == null ? name : before);
      }
    }
    return told;
  }
}
