package warren.gateway.dialects.django;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.gateway.dialects.django.DjangoClient.PASSWORD;
import static warren.gateway.support.Bodies.assertResponse;
import static warren.gateway.support.Bodies.json;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Groups: those that the service creates at its start, and those that administrators manage. */
@WithGateway(settings = "WARREN_HTTP_DJANGO_GROUPS=Administrators,Parents=open,Staff")
class DjangoGroupsIT {
  private final DjangoClient client;

  private final String url;

  DjangoGroupsIT(TestHttpClient http) {
    client = new DjangoClient(http);
    url = http.uri("/django/groups/").toString();
  }

  private Map<String, Integer> groups() throws Exception {
    client.loginAdmin();
    var groups = new TreeMap<String, Integer>();
    json(200, client.send("GET", "/groups", Map.of()))
        .forEach(group -> groups.put(group.get("name").textValue(), group.get("id").intValue()));
    return groups;
  }

  private int register(String username, @Nullable Integer group) throws Exception {
    var body =
        Map.of(
            "username", username, "password", PASSWORD, "groups", List.of(requireNonNull(group)));
    return client.send("POST", "/api/register/", body).statusCode();
  }

  @Test
  void strangersJoinOpenGroupsOnly() throws Exception {
    var groups = groups();
    assertEquals(List.of("Administrators", "Parents", "Staff"), List.copyOf(groups.keySet()));
    client.cookies().clear();
    assertEquals(201, register("a parent", groups.get("Parents")));
    assertEquals(403, register("an intruder", groups.get("Administrators")));
    assertEquals(403, register("an intruder", groups.get("Staff")));
  }

  @Test
  void anAdministratorRegistersMembersOfAll() throws Exception {
    var groups = groups();
    assertEquals(201, register("a cook", groups.get("Staff")));
    assertEquals(201, register("a head", groups.get("Administrators")));
    client.cookies().clear();
    var login = Map.of("username", "a head", "password", PASSWORD);
    assertResponse(
        """
        {"success": true, "user": {"username": "a head", "first_name": "", "last_name": "",
          "email": "", "is_active": true, "groups": [%d]}}
        """
            .formatted(groups.get("Administrators")),
        200,
        client.send("POST", "/api/token/", login));
    // the group gives no permission in Warren
    assertEquals(403, client.send("GET", "/users", Map.of()).statusCode());
  }

  @Test
  void groupsAreCreatedRenamedAndDeleted() throws Exception {
    client.loginAdmin();
    var id =
        json(201, client.send("POST", "/groups/", Map.of("name", "Cooks"))).get("id").intValue();
    var group = "{\"url\": \"%s%d/\", \"id\": %2$d, \"name\": \"%s\"}";
    var path = "/groups/" + id + "/";
    assertResponse(group.formatted(url, id, "Cooks"), 200, client.send("GET", path, Map.of()));
    var taken = "{\"name\": [\"group with this name already exists.\"]}";
    assertResponse(taken, 400, client.send("POST", "/groups", Map.of("name", "cooks")));
    assertResponse(
        "{\"name\": [\"This field is required.\"]}", 400, client.send("POST", "/groups", Map.of()));
    assertResponse(
        group.formatted(url, id, "Chefs"),
        200,
        client.send("PATCH", path, Map.of("name", "Chefs")));
    assertResponse(
        group.formatted(url, id, "Bakers"),
        200,
        client.send("PUT", path, Map.of("name", "Bakers")));
    assertEquals(204, client.send("DELETE", path, Map.of()).statusCode());
    var unknown = "{\"detail\": \"No Group matches the given query.\"}";
    assertResponse(unknown, 404, client.send("DELETE", path, Map.of()));
    assertResponse(unknown, 404, client.send("PUT", path, Map.of("name", "Bakers")));

    client.cookies().clear();
    client.register("kim");
    var body = Map.of("name", "Kims");
    assertEquals(401, client.send("POST", "/groups/", body).statusCode());
    client.login("kim", PASSWORD);
    assertEquals(403, client.send("POST", "/groups/", body).statusCode());
    assertEquals(403, client.send("PATCH", "/groups/1/", body).statusCode());
    assertEquals(403, client.send("DELETE", "/groups/1/", body).statusCode());
  }
}
