package warren.gateway.dialects.django;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.dialects.django.DjangoClient.PASSWORD;
import static warren.gateway.dialects.django.DjangoClient.credentials;
import static warren.gateway.support.Bodies.assertResponse;
import static warren.gateway.support.Bodies.json;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Registration, including the groups that a new user joins. */
@WithGateway
class DjangoRegistrationIT {
  private final DjangoClient client;

  DjangoRegistrationIT(TestHttpClient http) {
    client = new DjangoClient(http);
  }

  @Test
  void aRegistrationReturnsTheUser() throws Exception {
    client.loginAdmin();
    var parents = client.group("Parents", true);
    var body =
        Map.of(
            "username", "ada",
            "password", PASSWORD,
            "email", "ada@example.org",
            "first_name", "Ada",
            "last_name", "Lovelace",
            "groups", List.of(parents));
    assertResponse(
        """
        {"username": "ada", "email": "ada@example.org", "first_name": "Ada",
          "last_name": "Lovelace", "is_active": true, "groups": [%d]}
        """
            .formatted(parents),
        201,
        client.send("POST", "/api/register/", body));
  }

  @Test
  void aRefusedRegistrationReturnsTheErrorsByField() throws Exception {
    var body = Map.of("username", "eva", "password", PASSWORD, "email", "eva@example.org");
    json(201, client.send("POST", "/api/register/", body));
    assertResponse(
        "{\"username\": [\"A user with that username already exists.\"]}",
        400,
        client.send("POST", "/api/register", body));
    assertResponse(
        "{\"email\": [\"A user with that email already exists.\"]}",
        400,
        client.send(
            "POST",
            "/api/register/",
            Map.of("username", "eva2", "password", PASSWORD, "email", "eva@example.org")));
    var weak = json(400, client.send("POST", "/api/register/", credentials("eva3", "password")));
    assertTrue(weak.get("password").get(0).isTextual());
    assertResponse(
        """
        {"username": ["This field is required."], "password": ["This field is required."]}
        """,
        400,
        client.send("POST", "/api/register/", Map.of()));
  }

  @Test
  void onlyExistingAndOpenGroupsCanBeJoined() throws Exception {
    client.loginAdmin();
    var closed = client.group("Closed", false);
    client.cookies().clear();
    var body = new TreeMap<String, Object>(credentials("joiner", PASSWORD));
    for (var unknown : List.of(List.of(0), List.of(999_999_999), List.of(Long.MAX_VALUE))) {
      body.put("groups", unknown);
      assertResponse(
          "{\"groups\": [\"This field must contain ids of existing groups.\"]}",
          400,
          client.send("POST", "/api/register/", body));
    }
    for (var wrong : List.of(List.of("x"), List.of(1.5), List.of("9".repeat(30)))) {
      body.put("groups", wrong);
      assertResponse(
          "{\"groups\": [\"This field must be whole numbers.\"]}",
          400,
          client.send("POST", "/api/register/", body));
    }
    body.put("groups", "1");
    assertResponse(
        "{\"groups\": [\"This field must be a list.\"]}",
        400,
        client.send("POST", "/api/register/", body));
    body.put("groups", List.of(closed));
    assertResponse(
        "{\"detail\": \"You do not have permission to perform this action.\"}",
        403,
        client.send("POST", "/api/register/", body));
  }

  @Test
  void textsCanBeEmptyAndInAnyScript() throws Exception {
    var body =
        Map.of(
            "username", "ßara",
            "password", PASSWORD,
            "email", "",
            "first_name", "Şára",
            "last_name", "");
    assertResponse(
        """
        {"username": "ßara", "email": "", "first_name": "Şára", "last_name": "",
          "is_active": true, "groups": []}
        """,
        201,
        client.send("POST", "/api/register/", body));
    client.login("SSARA", PASSWORD);
    client.loginAdmin();
    var path = "/users/" + client.idOf("ßara") + "/";
    json(200, client.send("PATCH", path, Map.of("email", "sara@example.org")));
    var cleared = client.send("PATCH", path, Map.of("email", "", "first_name", ""));
    assertEquals("", json(200, cleared).get("email").textValue());
    assertEquals("", json(200, cleared).get("first_name").textValue());
  }
}
