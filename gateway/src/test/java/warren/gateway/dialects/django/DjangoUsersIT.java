package warren.gateway.dialects.django;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.Bodies.assertSays;
import static warren.gateway.Bodies.json;
import static warren.gateway.dialects.django.DjangoClient.PASSWORD;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.gateway.TestGateway;

/** Users and groups, and whose pages may change them. */
class DjangoUsersIT {
  private static TestGateway gateway;
  private static String ours;

  private DjangoClient client;

  @BeforeAll
  static void start() throws Exception {
    gateway = TestGateway.start(Map.of());
    ours = gateway.uri("").toString();
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void newClient() {
    client = new DjangoClient(gateway);
  }

  @Test
  void usersAreReadChangedAndDeleted() throws Exception {
    client.register("rosa");
    client.loginAdmin();
    var id = client.idOf("rosa");
    var path = "/users/" + id;
    var rosa =
        """
        {"url": "%s/django/users/%d/", "id": %2$d, "username": "rosa", "first_name": "",
          "last_name": "", "email": "", "is_active": true, "groups": []}
        """
            .formatted(ours, id);
    assertSays(rosa, 200, client.send("GET", path, Map.of()));
    assertSays(rosa, 200, client.send("GET", path + "/", Map.of()));

    var changes =
        Map.of(
            "first_name", "Rosa",
            "last_name", "L",
            "email", "rosa@example.org",
            "is_active", false);
    assertSays(
        """
        {"url": "%s/django/users/%d/", "id": %2$d, "username": "rosa", "first_name": "Rosa",
          "last_name": "L", "email": "rosa@example.org", "is_active": false, "groups": []}
        """
            .formatted(ours, id),
        200,
        client.send("PATCH", path + "/", changes));

    var deleted = client.send("DELETE", path + "/", Map.of());
    assertEquals(204, deleted.statusCode());
    assertEquals("", deleted.body());
    var gone = "{\"detail\": \"No User matches the given query.\"}";
    assertSays(gone, 404, client.send("GET", path, Map.of()));
    assertSays(gone, 404, client.send("DELETE", path + "/", Map.of()));
    for (var none :
        new String[] {"what", "0", "-1", "1.5", "9".repeat(18), "9".repeat(30), "%C3%A9"}) {
      assertSays(gone, 404, client.send("GET", "/users/" + none, Map.of()));
      assertSays(gone, 404, client.send("PATCH", "/users/" + none + "/", Map.of("email", "")));
      assertSays(
          "{\"detail\": \"No Group matches the given query.\"}",
          404,
          client.send("GET", "/groups/" + none, Map.of()));
    }
  }

  @Test
  void whatIsWrongWithAChangeIsSaid() throws Exception {
    client.register("rita");
    client.loginAdmin();
    var path = "/users/" + client.idOf("rita") + "/";
    assertSays(
        "{\"email\": [\"This field must be an e-mail address.\"]}",
        400,
        client.send("PATCH", path, Map.of("email", "what")));
    assertSays(
        "{\"is_active\": [\"This field must be true or false.\"]}",
        400,
        client.send("PATCH", path, Map.of("is_active", "perhaps")));
    assertSays(
        "{\"first_name\": [\"This field must be at most 100 characters.\"]}",
        400,
        client.send("PATCH", path, Map.of("first_name", "x".repeat(101))));
    json(200, client.send("PATCH", path, Map.of()));
  }

  @Test
  void groupsAreListedAndUsersNameThem() throws Exception {
    client.loginAdmin();
    var staff = client.group("Staff", true);
    var group =
        """
        {"url": "%s/django/groups/%d/", "id": %2$d, "name": "Staff"}
        """
            .formatted(ours, staff);
    assertSays(group, 200, client.send("GET", "/groups/" + staff + "/", Map.of()));
    var listed = new ArrayList<JsonNode>();
    json(200, client.send("GET", "/groups", Map.of())).forEach(listed::add);
    assertTrue(listed.contains(json(group)), listed::toString);

    var member = Map.of("username", "member", "password", PASSWORD, "groups", List.of(staff));
    json(201, client.send("POST", "/api/register/", member));
    var user = json(200, client.send("GET", "/users/" + client.idOf("member"), Map.of()));
    assertEquals(
        "[\"%s/django/groups/%d/\"]".formatted(ours, staff), user.get("groups").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /users",
    "GET, /users/1",
    "PATCH, /users/1/",
    "DELETE, /users/1/",
    "GET, /groups",
    "POST, /api/change-password/"
  })
  void withoutATokenItIs401(String method, String path) throws Exception {
    var body = Map.of("old_password", "x", "new_password", "staple of another horse");
    assertSays(
        "{\"detail\": \"Authentication credentials were not provided.\"}",
        401,
        client.send(method, path, body));
  }

  @Test
  void withoutThePermissionItIs403() throws Exception {
    client.register("plain");
    client.login("plain", PASSWORD);
    assertSays(
        "{\"detail\": \"You do not have permission to perform this action.\"}",
        403,
        client.send("GET", "/users", Map.of()));
  }

  @Test
  void aTokenInTheHeaderIsTakenToo() throws Exception {
    client.loginAdmin();
    var token = client.cookies().get("access_token");
    client.cookies().clear();
    json(200, client.send("GET", "/users", Map.of(), "Authorization", "Bearer " + token));
    // with it no page of another site's could have come
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
  void aPageOfAnotherSiteChangesNothing(String header) throws Exception {
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
    var own = client.send("PATCH", "/users/" + id, Map.of("is_active", false), "Origin", ours);
    assertFalse(json(200, own).get("is_active").booleanValue());
    var typed =
        client.send("PATCH", "/users/" + id, Map.of("is_active", true), "Sec-Fetch-Site", "none");
    assertTrue(json(200, typed).get("is_active").booleanValue());
  }
}
