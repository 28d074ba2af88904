package warren.gateway.dialects.django;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static warren.gateway.dialects.django.DjangoClient.PASSWORD;
import static warren.gateway.dialects.django.DjangoClient.credentials;
import static warren.gateway.support.Bodies.assertResponse;
import static warren.gateway.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Every field of a change is applied or refused: members of groups and passwords are managed. */
@WithGateway
class DjangoAdministrationIT {
  private static final String NEW_PASSWORD = "staple of another horse";
  private static final String NOT_ALLOWED =
      "{\"detail\": \"You do not have permission to perform this action.\"}";
  private static final String SIGNED_OUT =
      "{\"detail\": \"Authentication credentials were not provided.\"}";

  private final DjangoClient client;
  private final String groups;

  DjangoAdministrationIT(TestHttpClient http) {
    client = new DjangoClient(http);
    groups = http.uri("/django/groups/").toString();
  }

  private String registered(String username) throws Exception {
    client.cookies().clear();
    client.register(username);
    client.loginAdmin();
    return "/users/" + client.idOf(username) + "/";
  }

  private JsonNode patch(String path, Map<String, ?> body) throws Exception {
    return json(200, client.send("PATCH", path, body));
  }

  private int created(String name) throws Exception {
    return json(201, client.send("POST", "/groups/", Map.of("name", name))).get("id").intValue();
  }

  @Test
  void groupsOfAUserAreReplaced() throws Exception {
    var path = registered("gina");
    var first = created("First");
    var second = created("Second");
    var both = patch(path, Map.of("groups", List.of(first, groups + second + "/")));
    assertEquals(
        json("[\"%s%d/\", \"%1$s%d/\"]".formatted(groups, first, second)), both.get("groups"));
    assertEquals(both, json(200, client.send("GET", path, Map.of())));
    var one = patch(path, Map.of("groups", List.of(second), "is_active", false));
    assertEquals(json("[\"%s%d/\"]".formatted(groups, second)), one.get("groups"));
    assertFalse(one.get("is_active").booleanValue());
    assertEquals(json("[]"), patch(path, Map.of("groups", List.of())).get("groups"));
  }

  @Test
  void invalidGroupsLeaveTheUserUnchanged() throws Exception {
    var path = registered("hans");
    var before = json(200, client.send("GET", path, Map.of()));
    for (var wrong : List.of(List.of("x"), List.of(0), List.of(groups), List.of(-1))) {
      assertResponse(
          "{\"groups\": [\"This field must contain ids or URLs of groups.\"]}",
          400,
          client.send("PATCH", path, Map.of("groups", wrong, "first_name", "H")));
    }
    assertResponse(
        "{\"groups\": [\"This field must contain ids of existing groups.\"]}",
        400,
        client.send("PATCH", path, Map.of("groups", List.of(999_999))));
    assertEquals(before, json(200, client.send("GET", path, Map.of())));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/register/",
    "POST, /api/change-password/",
    "POST, /api/reset-password/",
    "PATCH, /users/1/",
    "POST, /groups/",
    "PUT, /groups/1/",
    "PATCH, /groups/1/"
  })
  void unknownFieldsAreRefused(String method, String path) throws Exception {
    client.loginAdmin();
    assertResponse(
        """
        {"active": ["This field is unknown."], "is_staff": ["This field is unknown."]}
        """,
        400,
        client.send(method, path, Map.of("is_staff", true, "active", true)));
  }

  @Test
  void theUserNameOfAUserIsChanged() throws Exception {
    var path = registered("ida");
    var same = Map.of("username", "ida", "first_name", "Ida");
    assertEquals("ida", patch(path, same).get("username").textValue());
    assertEquals("idamay", patch(path, Map.of("username", "idamay")).get("username").textValue());
    client.login("idamay", PASSWORD);
  }

  @Test
  void usersChangeTheirOwnNamesButNotTheirGroups() throws Exception {
    var path = registered("jill");
    var group = created("Jills");
    client.login("jill", PASSWORD);
    // the web page sends all fields of the user
    var all =
        Map.of(
            "username", "jill",
            "first_name", "Jill",
            "last_name", "J",
            "email", "jill@example.org",
            "groups", List.of(),
            "is_active", true);
    assertEquals("Jill", patch(path, all).get("first_name").textValue());
    var more = Map.of("first_name", "Jo", "groups", List.of(group));
    assertResponse(NOT_ALLOWED, 403, client.send("PATCH", path, more));
    assertResponse(NOT_ALLOWED, 403, client.send("PATCH", path, Map.of("groups", List.of(group))));
    var unchanged = json(200, client.send("GET", path, Map.of()));
    assertEquals("Jill", unchanged.get("first_name").textValue());
    assertEquals(json("[]"), unchanged.get("groups"));
  }

  @Test
  void anAdministratorRegistersMembersOfAnyGroup() throws Exception {
    client.loginAdmin();
    var staff = created("Closed staff");
    var body = Map.of("username", "lena", "password", PASSWORD, "groups", List.of(staff));
    client.cookies().remove("access_token");
    assertResponse(NOT_ALLOWED, 403, client.send("POST", "/api/register/", body));
    client.loginAdmin();
    assertResponse(
        """
        {"username": "lena", "email": "", "first_name": "", "last_name": "", "is_active": true,
          "groups": [%d]}
        """
            .formatted(staff),
        201,
        client.send("POST", "/api/register/", body));
    client.cookies().put("access_token", "ended");
    json(201, client.send("POST", "/api/register/", credentials("mia", PASSWORD)));
  }

  @Test
  void theRepeatedPasswordMustBeTheSame() throws Exception {
    var body = Map.of("username", "nell", "password", PASSWORD, "confirm_password", "another");
    assertResponse(
        "{\"confirm_password\": [\"This field must be the same as password.\"]}",
        400,
        client.send("POST", "/api/register/", body));
    var same = Map.of("username", "nell", "password", PASSWORD, "confirm_password", PASSWORD);
    json(201, client.send("POST", "/api/register/", same));
    client.login("nell", PASSWORD);
    var change =
        Map.of(
            "username", "nell",
            "old_password", PASSWORD,
            "new_password", NEW_PASSWORD,
            "confirm_password", NEW_PASSWORD);
    json(200, client.send("POST", "/api/change-password/", change));
    var other = Map.of("username", "admin", "old_password", NEW_PASSWORD, "new_password", PASSWORD);
    assertEquals(400, client.send("POST", "/api/change-password/", other).statusCode());
    client.login("nell", NEW_PASSWORD);
  }

  @Test
  void theStateOfTheSessionIsReported() throws Exception {
    for (var method : List.of("GET", "POST")) {
      client.loginAdmin();
      assertResponse(
          "{\"authenticated\": true}", 200, client.send(method, "/api/authenticated/", Map.of()));
      client.cookies().clear();
      assertResponse(
          "{\"authenticated\": false}", 401, client.send(method, "/api/authenticated", Map.of()));
    }
  }

  @Test
  void anAdministratorSetsThePasswordOfAUser() throws Exception {
    registered("olive");
    var reset = Map.of("username", "olive", "new_password", NEW_PASSWORD);
    assertResponse(
        "{\"message\": \"Password updated successfully\"}",
        200,
        client.send("POST", "/api/reset-password/", reset));
    client.login("olive", NEW_PASSWORD);
    // not even one's own, because it does not require the old password
    var own = Map.of("username", "olive", "new_password", PASSWORD);
    assertResponse(NOT_ALLOWED, 403, client.send("POST", "/api/reset-password/", own));
    client.cookies().clear();
    assertResponse(SIGNED_OUT, 401, client.send("POST", "/api/reset-password/", own));
    client.login("olive", NEW_PASSWORD);
    client.loginAdmin();
    assertResponse(
        "{\"username\": [\"This field is required.\"]}",
        400,
        client.send("POST", "/api/reset-password/", Map.of("new_password", PASSWORD)));
    assertResponse(
        "{\"detail\": \"No User matches the given query.\"}",
        404,
        client.send(
            "POST", "/api/reset-password/", Map.of("username", "none", "new_password", PASSWORD)));
    assertResponse(
        "{\"new_password\": [\"This field must have at least 8 characters.\"]}",
        400,
        client.send(
            "POST", "/api/reset-password/", Map.of("username", "olive", "new_password", "1234")));
  }
}
