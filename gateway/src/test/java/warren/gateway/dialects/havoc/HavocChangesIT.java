package warren.gateway.dialects.havoc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.gateway.dialects.havoc.HavocClient.PASSWORD;
import static warren.gateway.dialects.havoc.HavocClient.assertFails;
import static warren.gateway.dialects.havoc.HavocClient.data;
import static warren.gateway.dialects.havoc.HavocClient.session;
import static warren.gateway.dialects.havoc.HavocClient.user;
import static warren.gateway.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.gateway.support.Bodies;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Changing and deleting users, as the later document of Havoc Communications describes it. */
@WithGateway
class HavocChangesIT {
  private static final String NEW_PASSWORD = "staple of another horse";

  private final HavocClient client;

  HavocChangesIT(TestHttpClient http) throws Exception {
    client = new HavocClient(http);
  }

  private HttpResponse<String> update(Object fields) throws Exception {
    var body = client.session();
    body.put("fields", fields);
    return client.post("/user_admin/update_user", body);
  }

  private HttpResponse<String> delete(String username) throws Exception {
    var body = client.session();
    body.put("delete_user", username);
    return client.post("/user_admin/delete_user", body);
  }

  private JsonNode listed(String username) throws Exception {
    for (var user : data(200, client.post("/user_admin/get_all_users", client.session()))) {
      if (user.get("username").textValue().equals(username)) {
        return user;
      }
    }
    throw new AssertionError(username + " is not listed");
  }

  @Test
  void allFieldsOfAUserAreChanged() throws Exception {
    data(200, client.create(user("nora", "1")));
    var session = session("nora", client.token("nora", PASSWORD));
    var fields =
        Map.of(
            "username", "nora",
            "email", "nora2@havoc.example",
            "first_name", "Nora",
            "last_name", "",
            "password", NEW_PASSWORD,
            "fk_permission_code", "5");
    assertEquals("OK", data(200, update(Bodies.text(fields))).textValue());
    assertEquals(
        json(
            """
            {"email": "nora2@havoc.example", "username": "nora", "first_name": "Nora",
              "last_name": "", "permission_code": 5, "permission_level": "Moderator"}
            """),
        listed("nora"));
    assertFails(401, client.post("/user/check_status", session));
    client.login("nora", NEW_PASSWORD);
  }

  @Test
  void absentFieldsRemainUnchanged() throws Exception {
    data(200, client.create(user("otto", "5")));
    var before = listed("otto");
    assertEquals("OK", data(200, update(Map.of("username", "otto"))).textValue());
    assertEquals(before, listed("otto"));
    client.login("otto", PASSWORD);
  }

  @Test
  void onlyTheExactUserNameIdentifiesAUser() throws Exception {
    data(200, client.create(user("Paul", "1")));
    data(200, client.create(user("Paula", "1")));
    for (var other : new String[] {"paul", "Pau", "Paul ", "Ｐaul", "", "x".repeat(300), "nobody"}) {
      assertFails(404, update(Map.of("username", other, "first_name", "X")));
      assertFails(404, delete(other));
    }
    assertEquals("OK", data(200, delete("Paul")).textValue());
    assertFails(404, delete("Paul"));
    listed("Paula");
    assertFails(401, client.post("/user/login", Map.of("username", "Paul", "password", PASSWORD)));
  }

  @Test
  void aRefusedPasswordIsReportedWithTheFieldsThatWereChanged() throws Exception {
    data(200, client.create(user("quinn", "1")));
    var response = update(Map.of("username", "quinn", "first_name", "Q", "password", "1234"));
    assertEquals("password must have at least 8 characters.", data(400, response).textValue());
    assertEquals("first_name", response.headers().firstValue("X-Applied-Fields").orElse("none"));
    assertEquals("Q", listed("quinn").get("first_name").textValue());
    client.login("quinn", PASSWORD);
  }

  @Test
  void unknownFieldsAreRefused() throws Exception {
    var extended = new TreeMap<>(user("rex", "1"));
    extended.put("nickname", "R");
    assertEquals("nickname is unknown.", data(400, client.create(extended)).textValue());
    assertEquals("nickname is unknown.", data(400, update(extended)).textValue());
    for (var path : new String[] {"create_user", "update_user", "delete_user"}) {
      var body = client.session();
      body.put("new_users", "x");
      assertEquals(
          "new_users is unknown.", data(400, client.post("/user_admin/" + path, body)).textValue());
    }
  }

  @Test
  void missingAndInvalidFieldsAreRefused() throws Exception {
    assertEquals("username is required.", data(400, update(Map.of("email", "x"))).textValue());
    assertEquals("fields must be a JSON object.", data(400, update("what?")).textValue());
    data(200, client.create(user("sid", "1")));
    var code = update(Map.of("username", "sid", "first_name", "X", "fk_permission_code", "7"));
    assertEquals("fk_permission_code must be 1, 5 or 10.", data(400, code).textValue());
    assertEquals("Test", listed("sid").get("first_name").textValue());
    assertFails(
        409, update(Map.of("username", "admin", "fk_permission_code", "1"))); // the last one
    assertFails(409, delete("admin"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/user_admin/update_user", "/user_admin/delete_user"})
  void theyRequireAnAdministrator(String path) throws Exception {
    var name = path.replace("/user_admin/", "");
    data(200, client.create(user(name, "5")));
    assertFails(403, client.post(path, session(name, client.token(name, PASSWORD))));
    assertFails(401, client.post(path, session("nobody", client.admin())));
  }
}
