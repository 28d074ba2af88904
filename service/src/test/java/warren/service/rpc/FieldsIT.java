package warren.service.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertWeakPassword;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** The fields of requests, on both sides of each limit. */
@WarrenTest
class FieldsIT {
  /** One character of two chars, and of four bytes. */
  private static final String ASTRAL = "𝒳";

  private final TestService service;
  private final Rows rows;

  FieldsIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  /** Requests an account that differs in one field from a valid one. */
  private Reply create(String field, @Nullable Object value) throws Exception {
    rows.change("delete from account where username_key <> 'admin'");
    Map<String, @Nullable Object> body = new HashMap<>();
    body.put("username", "ada");
    body.put("password", TestService.PASSWORD);
    body.put(field, value);
    return service.client().call("RequestAccountCreate", body);
  }

  private void assertTaken(String field, @Nullable Object value) throws Exception {
    var reply = create(field, value);
    assertEquals(200, reply.status(), reply.body().toString());
  }

  private void assertRefused(String field, @Nullable Object value, String problem)
      throws Exception {
    assertInvalidFields("{%s: ['%s']}".formatted(field, problem), create(field, value));
  }

  @Test
  void everyWrongFieldIsReportedAtOnce() throws Exception {
    Map<String, @Nullable Object> body = new HashMap<>();
    body.put("username", 5);
    body.put("password", null);
    body.put("user_email", "nobody");
    body.put("role", List.of());
    body.put("first_name", "x".repeat(101));
    body.put("last_name", "bell\u0007");
    body.put("groups", List.of(1, "one"));
    assertInvalidFields(
        """
        {
          username: ['must be text'],
          password: ['is required'],
          user_email: ['must be an e-mail address'],
          role: ['must be text'],
          first_name: ['must be at most 100 characters'],
          last_name: ['must not contain control, format or unassigned characters'],
          groups: ['entry 1 must be a whole number']
        }
        """,
        service.client().call("RequestAccountCreate", body));
    assertEquals(0, rows.count("account where username_key <> 'admin'"));
  }

  @Test
  void aUsernameHas1To150CodePointsAfterComposition() throws Exception {
    assertTaken("username", "a");
    assertTaken("username", "x".repeat(150));
    assertTaken("username", ASTRAL.repeat(150));
    assertTaken("username", "e\u0301".repeat(150));
    assertRefused("username", "", "must not be empty");
    assertRefused("username", "x".repeat(151), "must be at most 150 characters");
    assertRefused("username", ASTRAL.repeat(151), "must be at most 150 characters");
    assertRefused("username", "e\u0301".repeat(151), "must be at most 150 characters");
    assertRefused("username", null, "is required");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ada", "ada ", "\u00a0ada", "ada\u3000", "ada\u2007", "\u202fada", " "})
  void aUsernameWithWhiteSpaceAtItsEndsIsRefused(String username) throws Exception {
    assertRefused("username", username, "must not begin or end with white space");
  }

  @Test
  void anEmailAddressHasAtMost254CodePointsAndIsOfAMailbox() throws Exception {
    var at254 =
        "%s@%s.%s.%s".formatted("x".repeat(64), "b".repeat(63), "c".repeat(63), "d".repeat(61));
    assertTaken("user_email", at254);
    assertTaken("user_email", null);
    assertTaken("user_email", "üser@exämple.org");
    assertRefused("user_email", "x" + at254, "must be at most 254 characters");
    assertRefused("user_email", "", "must not be empty");
    for (var wrong :
        List.of(
            "ada",
            "@",
            "ada@",
            "@example.org",
            "a@b@c",
            "a b@c",
            "a@\u00a0b",
            "a@-bad.example",
            "a..b@example.org",
            "a@example.org.",
            "mailto:a@example.org",
            "x".repeat(65) + "@example.org",
            "a@xn--99999999.example",
            "a@" + "b".repeat(64))) {
      assertRefused("user_email", wrong, "must be an e-mail address");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"first_name", "last_name"})
  void aNameHasAtMost100CodePoints(String field) throws Exception {
    assertTaken(field, null);
    assertTaken(field, "");
    assertTaken(field, "x".repeat(100));
    assertTaken(field, ASTRAL.repeat(100));
    assertRefused(field, "x".repeat(101), "must be at most 100 characters");
    assertRefused(field, ASTRAL.repeat(101), "must be at most 100 characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u0000", "\n", "\u007f", "\u200d", "\ufeff", "\ue000", "\u0378", "\udbff\udfff"})
  void textWithInvisibleCharactersIsRefused(String unprintable) throws Exception {
    for (var field : List.of("username", "user_email", "first_name", "last_name", "role")) {
      assertRefused(
          field,
          "a" + unprintable + "@b",
          "must not contain control, format or unassigned characters");
    }
  }

  @Test
  void aRoleHas1To64CodePoints() throws Exception {
    assertRefused("role", "", "must not be empty");
    assertRefused("role", "x".repeat(65), "must be at most 64 characters");
    assertEquals("forbidden", create("role", "x".repeat(64)).code());
    assertRefused("role", true, "must be text");
    assertRefused("role", 1.5, "must be text");
  }

  @Test
  void groupsAreAListOfAtMost100WholeNumbers() throws Exception {
    assertTaken("groups", List.of());
    assertTaken("groups", null);
    assertEquals("unknown_group", create("groups", numbers(100)).code());
    assertEquals("unknown_group", create("groups", List.of("7")).code());
    assertRefused("groups", numbers(101), "must have at most 100 entries");
    assertRefused("groups", 1, "must be a list");
    assertRefused("groups", "1", "must be a list");
    assertRefused("groups", Collections.singletonList(null), "entry 0 must be a whole number");
    assertRefused("groups", Arrays.asList(1, 1.5), "entry 1 must be a whole number");
  }

  private static List<Integer> numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  @Test
  void aPasswordHas8To256CodePointsAfterComposition() throws Exception {
    var tooLong = "'must have at most 256 characters and 1024 bytes'";
    assertTaken("password", "a 7 Ü.-x");
    assertTaken("password", ASTRAL.repeat(256));
    assertTaken("password", "e\u0301".repeat(256));
    assertWeakPassword("'must have at least 8 characters'", create("password", "a 7 Ü.-"));
    assertWeakPassword("'must have at least 8 characters'", create("password", "e\u0301a 7 Ü."));
    assertWeakPassword("'must have at least 8 characters'", create("password", ""));
    assertWeakPassword(tooLong, create("password", "x".repeat(257)));
    assertWeakPassword(tooLong, create("password", ASTRAL.repeat(257)));
    assertWeakPassword(tooLong, create("password", "e\u0301".repeat(257)));
    assertRefused("password", 12345678, "must be text");
  }

  @Test
  void aNumberIsTakenAsTextToo() throws Exception {
    var number = rows.one(Long.class, "select number from account where username_key = 'admin'");
    var token = service.adminToken();
    for (Object as : List.of(number, number.toString())) {
      var reply = service.client().call("RequestAccountData", Map.of("number", as), token);
      assertEquals("admin", reply.data().get("username").textValue());
    }
    for (Object wrong : List.of("", " 1", "1.0", "0x1", "+1", "one", 1.5, true, List.of(1))) {
      assertInvalidFields(
          "{number: ['must be a whole number']}",
          service.client().call("RequestAccountData", Map.of("number", wrong), token));
    }
  }
}
