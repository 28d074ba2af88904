package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertFieldsRefused;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.assertUsernameTaken;
import static warren.service.support.Bodies.json;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Rows;
import warren.service.support.TestClient;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

@WarrenTest(settings = "WARREN_HASH_THREADS=8")
class AccountCreateIT {
  private final TestService service;
  private final Rows rows;

  AccountCreateIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  private Reply create(Map<String, ?> body) throws Exception {
    return service.client().call("RequestAccountCreate", body);
  }

  private Reply create(String username, Map<String, ?> more) throws Exception {
    Map<String, Object> body = new HashMap<>(Map.of("password", TestService.PASSWORD));
    body.put("username", username);
    body.putAll(more);
    return create(body);
  }

  private Reply withEmail(String username, String email) throws Exception {
    return create(username, Map.of("user_email", email));
  }

  private static void assertEmailTaken(Reply reply) throws Exception {
    assertFieldsRefused(
        409, "email_taken", "This e-mail address is taken.", "{user_email: ['is taken']}", reply);
  }

  private long accounts() {
    return rows.count("account where username_key <> 'admin'");
  }

  @Test
  void anAccountIsConfirmedWithItsIdTimeAndState() throws Exception {
    var before = Instant.now();
    var reply = create("Ada", Map.of());

    var data = reply.data();
    var id = data.path("user-id").asText();
    var createdAt = data.path("created_at").asText();
    assertEquals(
        json("{data: {'user-id': '%s', created_at: '%s', enabled: true}}", id, createdAt),
        reply.body());
    assertEquals(7, UUID.fromString(id).version());
    assertEquals(rows.account("ada"), UUID.fromString(id));
    assertEquals(
        rows.one(Instant.class, "select created_at from account where username = 'Ada'"),
        Instant.parse(createdAt));
    var age = Duration.between(before, Instant.parse(createdAt));
    assertTrue(age.compareTo(Duration.ofSeconds(-1)) > 0, age::toString);
    assertTrue(age.compareTo(TestClient.PATIENCE) < 0, age::toString);
  }

  @Test
  void namesAndAddressAreShownAsTheyWereEntered() throws Exception {
    create(
            "Ａda ß",
            Map.of(
                "user_email", "Ada.LOVELACE@Example.ORG",
                "first_name", "Ada  Augusta",
                "last_name", " Lovelace "))
        .data();
    var token = service.token("ada SS", TestService.PASSWORD);
    var data = service.client().call("RequestAccountData", Map.of(), token).data();
    assertEquals("Ａda ß", data.get("username").textValue());
    assertEquals("Ada.LOVELACE@Example.ORG", data.get("user_email").textValue());
    assertEquals("Ada  Augusta", data.get("first_name").textValue());
    assertEquals(" Lovelace ", data.get("last_name").textValue());
  }

  @Test
  void onlyAnArgon2idHashOfThePasswordIsStored() throws Exception {
    create("ada", Map.of()).data();
    var hash = rows.one(String.class, "select password_hash from account where username = 'ada'");
    assertTrue(hash.startsWith("$argon2id$v=19$m=64,t=1,p=1$"), hash);
    assertEquals(0, rows.count("account where strpos(account::text, ?) > 0", TestService.PASSWORD));
  }

  @ParameterizedTest
  @CsvSource({
    "ada, ada",
    "ada, ADA",
    "ada, ＡＤＡ",
    "straße, STRASSE",
    "STRASSE, straẞe",
    "ﬁnn, Finn",
    "Zoe\u0301, ZO\u00c9",
    "ὈΔΥΣΣΕΎΣ, ὀδυσσεύς",
    "x², X2",
    "ada, ad\u034fa"
  })
  void aUsernameThatLooksLikeAnExistingOneIsRefused(String first, String second) throws Exception {
    create(first, Map.of()).data();
    assertUsernameTaken(create(second, Map.of()));
    assertEquals(1, accounts());
  }

  @ParameterizedTest
  @CsvSource({
    "ada@example.org, Ada@EXAMPLE.org",
    "ada@example.org, ada@ｅxample.org",
    "ada@bücher.example, ada@xn--bcher-kva.example",
    "\"ada\"@example.org, ada@example.org"
  })
  void anEmailAddressOfTheSameMailboxIsRefused(String first, String second) throws Exception {
    withEmail("ada", first).data();
    assertEmailTaken(withEmail("bob", second));
    assertEquals(1, accounts());
  }

  @ParameterizedTest
  @CsvSource({
    "ada@example.org, ａｄａ@example.org",
    "straße@example.org, strasse@example.org",
    "mike@straße.example, mike@strasse.example"
  })
  void anEmailAddressOfAnotherMailboxIsAccepted(String first, String second) throws Exception {
    withEmail("ada", first).data();
    withEmail("bob", second).data();
    assertEquals(2, accounts());
  }

  @Test
  void whereBothAreTakenTheUsernameIsNamed() throws Exception {
    withEmail("ada", "ada@example.org").data();
    assertUsernameTaken(withEmail("ada", "ada@example.org"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u3164", "\u115F\u1160"})
  void anInvisibleNameIsRefused(String username) throws Exception {
    var reply = create(username, Map.of());
    assertEquals(400, reply.status());
    assertEquals(
        json("{username: ['must contain a visible character']}"),
        reply.body().path("error").path("fields"));
    assertEquals(0, accounts());
  }

  @Test
  void manyAccountsMayHaveNoEmailAddress() throws Exception {
    create("ada", Map.of()).data();
    create("bob", Map.of()).data();
    assertEquals(2, accounts());
  }

  @Test
  void anInactiveTokenIsRefusedAlthoughNoTokenIsRequired() throws Exception {
    service.account("ada");
    var token = service.token("ada", TestService.PASSWORD);
    var body = Map.of("username", "bob", "password", TestService.PASSWORD);
    service.client().call("RequestInvalidateLoginToken", Map.of(), token).data();
    assertUnauthenticated(service.client().call("RequestAccountCreate", body, token));
    assertUnauthenticated(service.client().call("RequestAccountCreate", body, "nonsense"));
    assertEquals(1, accounts());
  }

  @Test
  void concurrentCreationsOfOneUsernameCreateOneAccount() throws Exception {
    assertEquals(List.of(200), othersThan("username_taken", i -> i % 2 == 0 ? "ada" : "ADA"));
    assertEquals(1, accounts());
  }

  @Test
  void concurrentCreationsWithOneEmailAddressCreateOneAccount() throws Exception {
    assertEquals(List.of(200), othersThan("email_taken", i -> "ada" + i));
    assertEquals(1, accounts());
  }

  /** Asks for 50 at once, of one address; the statuses of those not refused with the code. */
  private List<Integer> othersThan(String code, IntFunction<String> username) throws Exception {
    for (int i = 0; i < 50; i++) {
      var body =
          "{\"username\": \"%s\", \"password\": \"%s\", \"user_email\": \"ada@example.org\"}"
              .formatted(username.apply(i), TestService.PASSWORD);
      service
          .client()
          .publish(
              "RequestAccountCreate",
              service.client().properties().build(),
              body.getBytes(StandardCharsets.UTF_8));
    }
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      var reply = service.client().next();
      if (!code.equals(reply.code())) {
        others.add(reply.status());
      }
    }
    return others;
  }

  @Test
  void aRefusalAfterTheInsertLeavesNoRow() throws Exception {
    assertRefused(
        404,
        "unknown_group",
        "There is no such group.",
        create("ada", Map.of("groups", List.of(7))));
    assertEquals(0, accounts());
    assertEquals(1, rows.count("account_role"));
    create("ada", Map.of()).data();
  }
}
