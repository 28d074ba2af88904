package warren.gateway.dialects.django;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.dialects.django.DjangoClient.PASSWORD;
import static warren.gateway.support.Bodies.assertResponse;
import static warren.gateway.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Users, groups, and the protection against cross-site request forgery. */
@WithGateway
class DjangoUsersIT {
  private static final String UNKNOWN_USER = "{\"detail\": \"No User matches the given query.\"}";

  private final DjangoClient client;
  private final String baseUrl;

  DjangoUsersIT(TestHttpClient http) {
    client = new DjangoClient(http);
    baseUrl = http.uri("").toString();
  }

  @Test
  void usersAreRead() throws Exception {
    client.register("rosa");
    client.loginAdmin();
    var id = client.idOf("rosa");
    var path = "/users/" + id;
    var rosa =
        """
        {"url": "%s/django/users/%d/", "id": %2$d, "username": "rosa", "first_name": "",
          "last_name": "", "email": "", "is_active": true, "groups": []}
        """
            .formatted(baseUrl, id);
    assertResponse(rosa, 200, client.send("GET", path, Map.of()));
    assertResponse(rosa, 200, client.send("GET", path + "/", Map.of()));
  }

  @Test
  void usersAreChangedAndDeleted() throws Exception {
    client.register("rhea");
    client.loginAdmin();
    var id = client.idOf("rhea");
    var path = "/users/" + id;
    var changes =
        Map.of(
            "first_name", "Rhea",
            "last_name", "L",
            "email", "rhea@example.org",
            "is_active", false);
    assertResponse(
        """
        {"url": "%s/django/users/%d/", "id": %2$d, "username": "rhea", "first_name": "Rhea",
          "last_name": "L", "email": "rhea@example.org", "is_active": false, "groups": []}
        """
            .formatted(baseUrl, id),
        200,
        client.send("PATCH", path + "/", changes));

    var deleted = client.send("DELETE", path + "/", Map.of());
    assertEquals(204, deleted.statusCode());
    assertEquals("", deleted.body());
    assertResponse(UNKNOWN_USER, 404, client.send("GET", path, Map.of()));
    assertResponse(UNKNOWN_USER, 404, client.send("DELETE", path + "/", Map.of()));
  }

  @Test
  void unknownAndInvalidIdsAre404() throws Exception {
    client.loginAdmin();
    for (var id :
        new String[] {"what", "0", "-1", "1.5", "9".repeat(18), "9".repeat(30), "%C3%A9"}) {
      var user = "/users/" + id;
      assertResponse(UNKNOWN_USER, 404, client.send("GET", user, Map.of()));
      assertResponse(UNKNOWN_USER, 404, client.send("PATCH", user + "/", Map.of("email", "")));
      assertResponse(
          "{\"detail\": \"No Group matches the given query.\"}",
          404,
          client.send("GET", "/groups/" + id, Map.of()));
    }
  }

  @Test
  void invalidChangesReturnTheErrorsByField() throws Exception {
    client.register("rita");
    client.loginAdmin();
    var path = "/users/" + client.idOf("rita") + "/";
    assertResponse(
        "{\"email\": [\"This field must be an e-mail address.\"]}",
        400,
        client.send("PATCH", path, Map.of("email", "what")));
    assertResponse(
        "{\"is_active\": [\"This field must be true or false.\"]}",
        400,
        client.send("PATCH", path, Map.of("is_active", "perhaps")));
    assertResponse(
        "{\"first_name\": [\"This field must be at most 100 characters.\"]}",
        400,
        client.send("PATCH", path, Map.of("first_name", "x".repeat(101))));
    json(200, client.send("PATCH", path, Map.of()));
  }

  @Test
  void groupsAreListedAndUsersReferToThemByUrl() throws Exception {
    client.loginAdmin();
    var staff = client.group("Staff", true);
    var group =
        """
        {"url": "%s/django/groups/%d/", "id": %2$d, "name": "Staff"}
        """
            .formatted(baseUrl, staff);
    assertResponse(group, 200, client.send("GET", "/groups/" + staff + "/", Map.of()));
    var listed = new ArrayList<JsonNode>();
    json(200, client.send("GET", "/groups", Map.of())).forEach(listed::add);
    assertTrue(listed.contains(json(group)), listed::toString);

    var member = Map.of("username", "member", "password", PASSWORD, "groups", List.of(staff));
    json(201, client.send("POST", "/api/register/", member));
    var user = json(200, client.send("GET", "/users/" + client.idOf("member"), Map.of()));
    assertEquals(
        "[\"%s/django/groups/%d/\"]".formatted(baseUrl, staff), user.get("groups").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /users",
    "GET, /users/1",
    "PATCH, /users/1/",
    "DELETE, /users/1/",
    "GET, /groups",
    "DELETE, /groups/1/",
    "POST, /api/change-password/"
  })
  void withoutATokenItIs401(String method, String path) throws Exception {
    var body =
        path.startsWith("/api")
            ? Map.of("old_password", "x", "new_password", "staple of another horse")
            : Map.of("first_name", "X");
    assertResponse(
        "{\"detail\": \"Authentication credentials were not provided.\"}",
        401,
        client.send(method, path, body));
  }

  @Test
  void withoutThePermissionItIs403() throws Exception {
    client.register("plain");
    client.login("plain", PASSWORD);
    assertResponse(
        "{\"detail\": \"You do not have permission to perform this action.\"}",
        403,
        client.send("GET", "/users", Map.of()));
  }

  @Test
  void aBearerTokenIsAcceptedFromAnyOrigin() throws Exception {
    client.loginAdmin();
    var token = client.cookies().get("access_token");
    client.cookies().clear();
    json(200, client.send("GET", "/users", Map.of(), "Authorization", "Bearer " + token));
    // a page of another site cannot set this header
    client.register("byheader");
    json(
        200,
        client.send(
            "GET",
            "/users",
            Map.of(),
            "Authorization",
            "Bearer " + token,
            "Origin",
            "https://evil.example"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example",
        "Origin: null",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  void aPageOfAnotherSiteCannotChangeAnything(String header) throws Exception {
    client.register("victim" + header.hashCode());
    client.loginAdmin();
    var id = client.idOf("victim" + header.hashCode());
    var forged = header.split(": ", 2);
    for (var request :
        List.of("DELETE /users/" + id + "/", "PATCH /users/" + id + "/", "POST /api/logout/")) {
      var parts = request.split(" ", 2);
      var answer = client.send(parts[0], parts[1], Map.of("is_active", false), forged);
      assertTrue(json(403, answer).get("detail").textValue().startsWith("CSRF Failed"));
    }
    var still = json(200, client.send("GET", "/users/" + id, Map.of()));
    assertTrue(still.get("is_active").booleanValue());
    var own = client.send("PATCH", "/users/" + id, Map.of("is_active", false), "Origin", baseUrl);
    assertFalse(json(200, own).get("is_active").booleanValue());
    var userInitiated =
        client.send("PATCH", "/users/" + id, Map.of("is_active", true), "Sec-Fetch-Site", "none");
    assertTrue(json(200, userInitiated).get("is_active").booleanValue());
  }
}
