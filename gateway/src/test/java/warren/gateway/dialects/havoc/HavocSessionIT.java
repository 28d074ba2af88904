package warren.gateway.dialects.havoc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.gateway.dialects.havoc.HavocClient.PASSWORD;
import static warren.gateway.dialects.havoc.HavocClient.assertFails;
import static warren.gateway.dialects.havoc.HavocClient.data;
import static warren.gateway.dialects.havoc.HavocClient.session;
import static warren.gateway.dialects.havoc.HavocClient.user;
import static warren.gateway.support.Bodies.json;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Login, logout and permissions, as the document of Havoc Communications describes them. */
@WithGateway
class HavocSessionIT {
  private final HavocClient client;

  HavocSessionIT(TestHttpClient http) throws Exception {
    client = new HavocClient(http);
  }

  @Test
  void threePermissionsAreListed() throws Exception {
    assertEquals(
        json(
            """
            [{"permission_code": 1, "permission_level": "User"},
             {"permission_code": 5, "permission_level": "Moderator"},
             {"permission_code": 10, "permission_level": "Admin"}]
            """),
        data(200, client.post("/permission_admin/get_permissions", client.session())));
  }

  @Test
  void aSessionIsValidUntilTheLogout() throws Exception {
    data(200, client.create(user("stella", "1")));
    var session = session("stella", client.token("stella", PASSWORD));
    assertEquals("OK", data(200, client.post("/user/check_status", session)).textValue());
    assertEquals("OK", data(200, client.post("/user/logout", session)).textValue());
    assertFails(401, client.post("/user/check_status", session));
    assertFails(401, client.post("/user/logout", session));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/user/check_status",
        "/user/logout",
        "/user_admin/create_user",
        "/user_admin/get_all_users",
        "/permission_admin/get_permissions"
      })
  void aTokenOfAnotherUserIs401(String path) throws Exception {
    assertFails(401, client.post(path, session("nobody", client.admin())));
    assertFails(401, client.post(path, session("admin", "no.token.this")));
    assertFails(400, client.post(path, Map.of("username", "admin")));
    assertFails(400, client.http().post("/havoc" + path, "what?"));
    // the token is still valid for its own user
    data(200, client.post("/user/check_status", session("Admin", client.admin())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/user_admin/create_user",
        "/user_admin/get_all_users",
        "/permission_admin/get_permissions"
      })
  void administrationRequiresAnAdministrator(String path) throws Exception {
    var name = "mo" + path.length();
    data(200, client.create(user(name, "5")));
    assertFails(403, client.post(path, session(name, client.token(name, PASSWORD))));
  }

  @Test
  void failedLoginsAreRefused() throws Exception {
    assertFails(
        401, client.post("/user/login", Map.of("username", "nobody", "password", "not it")));
    assertFails(400, client.post("/user/login", Map.of("username", "nobody")));
    for (var form : new String[] {"", "a", "username=%zz&password=x", "username=a&username=b"}) {
      var path = "/havoc/user/login";
      assertFails(400, client.http().postAs(path, "application/x-www-form-urlencoded", form));
    }
    assertFails(
        400, client.http().postAs("/havoc/user/login", "multipart/form-data; boundary=x", "--x"));
    assertFails(415, client.http().postAs("/havoc/user/login", "text/xml", "<username/>"));
  }
}
