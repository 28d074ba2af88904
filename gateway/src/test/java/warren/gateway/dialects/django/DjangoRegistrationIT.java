package warren.gateway.dialects.django;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.Bodies.assertSays;
import static warren.gateway.Bodies.json;
import static warren.gateway.dialects.django.DjangoClient.PASSWORD;
import static warren.gateway.dialects.django.DjangoClient.credentials;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.gateway.TestGateway;

/** Registering, and joining groups by it. */
class DjangoRegistrationIT {
  private static TestGateway gateway;

  private DjangoClient client;

  @BeforeAll
  static void start() throws Exception {
    gateway = TestGateway.start(Map.of());
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
  void whoRegistersIsAnswered() throws Exception {
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
    assertSays(
        """
        {"username": "ada", "email": "ada@example.org", "first_name": "Ada",
          "last_name": "Lovelace", "is_active": true, "groups": [%d]}
        """
            .formatted(parents),
        201,
        client.send("POST", "/api/register/", body));
    assertSays(
        "{\"username\": [\"A user with that username already exists.\"]}",
        400,
        client.send("POST", "/api/register", body));
    assertSays(
        "{\"email\": [\"A user with that email already exists.\"]}",
        400,
        client.send(
            "POST",
            "/api/register/",
            Map.of("username", "ada2", "password", PASSWORD, "email", "ada@example.org")));
    var weak = json(400, client.send("POST", "/api/register/", credentials("ada3", "password")));
    assertTrue(weak.get("password").get(0).isTextual());
    assertSays(
        "{\"username\": [\"This field is required.\"]}",
        400,
        client.send("POST", "/api/register/", Map.of()));
  }

  @Test
  void groupsAreJoinedIfTheyAreThereAndOpen() throws Exception {
    client.loginAdmin();
    var closed = client.group("Closed", false);
    client.cookies().clear();
    var body = new TreeMap<String, Object>(credentials("joiner", PASSWORD));
    for (var none : List.of(List.of(0), List.of(999_999_999), List.of(Long.MAX_VALUE))) {
      body.put("groups", none);
      assertSays(
          "{\"groups\": [\"This field must hold ids of groups.\"]}",
          400,
          client.send("POST", "/api/register/", body));
    }
    for (var wrong : List.of(List.of("x"), List.of(1.5), List.of("9".repeat(30)))) {
      body.put("groups", wrong);
      assertSays(
          "{\"groups\": [\"This field must be whole numbers.\"]}",
          400,
          client.send("POST", "/api/register/", body));
    }
    body.put("groups", "1");
    assertSays(
        "{\"groups\": [\"This field must be a list.\"]}",
        400,
        client.send("POST", "/api/register/", body));
    body.put("groups", List.of(closed));
    assertSays(
        "{\"detail\": \"You do not have permission to perform this action.\"}",
        403,
        client.send("POST", "/api/register/", body));
  }

  @Test
  void textsMayBeEmptyAndOfAnyScript() throws Exception {
    var body =
        Map.of(
            "username", "ßara",
            "password", PASSWORD,
            "email", "",
            "first_name", "Şára",
            "last_name", "");
    assertSays(
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
