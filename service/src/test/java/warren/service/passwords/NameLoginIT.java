package warren.service.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertThrottled;
import static warren.service.support.Bodies.assertUnauthenticated;
import static warren.service.support.Bodies.assertWrongOldPassword;
import static warren.service.support.PasswordCaller.NEW;
import static warren.service.support.PasswordCaller.OLD;
import static warren.service.support.PasswordCaller.UPDATE;
import static warren.service.support.PasswordCaller.WRONG;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Logins and password changes by user name, e-mail address or id. */
@WarrenTest
@ParameterizedClass
@FieldSource("warren.service.support.PasswordCaller#LOGINS")
class NameLoginIT {
  private static final String EMAIL = "Ada.L@Bücher.example";

  private final String operation;
  private final TestService service;
  private final Rows rows;

  NameLoginIT(String operation, TestService service, Rows rows) {
    this.operation = operation;
    this.service = service;
    this.rows = rows;
  }

  @BeforeEach
  void adaHasAnAddress() throws Exception {
    var ada = Map.of("username", "ada", "user_email", EMAIL, "password", OLD);
    service.client().call("RequestAccountCreate", ada).data();
  }

  private Reply login(String field, String name, String password) throws Exception {
    return service.client().call(operation, Map.of(field, name, "password", password));
  }

  private Reply update(Map<String, String> name, String old, String next) throws Exception {
    var body = new HashMap<>(name);
    body.putAll(Map.of("old_password", old, "new_password", next));
    return service.client().call(UPDATE, body);
  }

  @Test
  void theEmailAddressIdentifiesTheAccount() throws Exception {
    for (var email : List.of(EMAIL, "ada.l@xn--bcher-kva.example", "ADA.L@BÜCHER.example ")) {
      assertEquals(200, login("user_email", email, OLD).status(), email);
    }
    for (var email : List.of("ada.l@bucher.example", "ada@bücher.example", "ada", "")) {
      var reply = login("user_email", email, OLD);
      if (email.isEmpty()) {
        assertInvalidFields("{user_email: [\"must not be empty\"]}", reply);
      } else {
        assertBadCredentials(reply);
      }
    }
    assertBadCredentials(login("username", EMAIL, OLD));
    assertBadCredentials(login("user_email", EMAIL, WRONG));
  }

  @Test
  void whiteSpaceAroundTheNameIsIgnored() throws Exception {
    for (var name : List.of(" ada", "ada\t", "\u00a0ada ")) {
      assertEquals(200, login("username", name, OLD).status());
    }
  }

  @Test
  void exactlyOneNameIsRequired() throws Exception {
    assertInvalidFields(
        "{username: [\"username or user_email is required\"]}",
        service.client().call(operation, Map.of("password", OLD)));
    assertInvalidFields(
        "{user_email: [\"cannot be combined with username\"]}",
        service
            .client()
            .call(operation, Map.of("username", "ada", "user_email", EMAIL, "password", OLD)));
  }

  /** Otherwise a stranger could find out which address belongs to a user name. */
  @Test
  void failuresByUserNameDoNotThrottleTheAddress() throws Exception {
    for (var i = 0; i < 5; i++) {
      assertBadCredentials(login("username", "ada", WRONG));
    }
    assertThrottled(login("username", "ada", OLD));
    for (var i = 0; i < 5; i++) {
      assertBadCredentials(login("user_email", EMAIL, WRONG));
      assertBadCredentials(login("user_email", "nobody@example.org", WRONG));
    }
    assertThrottled(login("user_email", "ada.l@xn--bcher-kva.example", OLD));
    assertThrottled(login("user_email", "NOBODY@example.org", OLD));
  }

  @Test
  void anUnbanClearsTheFailuresOnBothNames() throws Exception {
    for (var i = 0; i < 5; i++) {
      assertBadCredentials(login("username", "ada", WRONG));
      assertBadCredentials(login("user_email", EMAIL, WRONG));
    }
    var ada = Map.of("user_id", rows.account("ada").toString());
    service.client().call("RequestUnbanUser", ada, service.adminToken()).data();
    assertEquals(200, login("username", "ada", OLD).status());
    assertEquals(200, login("user_email", EMAIL, OLD).status());
  }

  @Test
  void failuresOnAnAddressFollowItsChange() throws Exception {
    var token = service.token("ada", OLD);
    for (var i = 0; i < 5; i++) {
      assertBadCredentials(login("user_email", EMAIL, WRONG));
    }
    service.client().call("UpdateAccount", Map.of("user_email", "new@example.org"), token).data();
    assertThrottled(login("user_email", "new@example.org", OLD));
    service
        .client()
        .call("UpdateAccount", Collections.singletonMap("user_email", null), token)
        .data();
    assertThrottled(login("username", "ada", OLD));
  }

  @Test
  void thePasswordIsChangedByAnyName() throws Exception {
    var id = rows.account("ada").toString();
    var names =
        List.of(
            Map.of("username", " ADA "),
            Map.of("user_email", "ada.l@xn--bcher-kva.example"),
            Map.of("user_id", id));
    for (var name : names) {
      assertWrongOldPassword(update(name, WRONG, NEW));
      assertEquals(200, update(name, OLD, NEW).status(), name.toString());
      assertEquals(200, update(name, NEW, OLD).status(), name.toString());
    }
    for (var unknown :
        List.of(
            Map.of("user_email", "nobody@example.org"),
            Map.of("user_id", "019449c5-6f00-7000-8000-00000000ffff"))) {
      assertWrongOldPassword(update(unknown, OLD, NEW));
    }
    assertUnauthenticated(update(Map.of(), OLD, NEW));
  }

  @Test
  void aTokenAllowsOnlyItsOwnNames() throws Exception {
    service.account("eve");
    var eve = service.token("eve", OLD);
    for (var name :
        List.of(
            List.of("username", "ada"),
            List.of("user_email", EMAIL),
            List.of("user_id", rows.account("ada").toString()))) {
      var body = Map.of(name.get(0), name.get(1), "old_password", OLD, "new_password", NEW);
      assertInvalidFields(
          "{%s: [\"does not match the token\"]}".formatted(name.get(0)),
          service.client().call(UPDATE, body, eve));
    }
  }
}
