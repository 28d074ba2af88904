package warren.gateway.dialects.django;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.gateway.dialects.django.DjangoClient.PASSWORD;
import static warren.gateway.support.Bodies.assertResponse;
import static warren.gateway.support.Bodies.json;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** The groups that clients expect to exist, created by the service at its start. */
@WithGateway(settings = "WARREN_HTTP_DJANGO_GROUPS=Administrators,Parents=open,Staff")
class DjangoGroupsIT {
  private final DjangoClient client;

  DjangoGroupsIT(TestHttpClient http) {
    client = new DjangoClient(http);
  }

  private Map<String, Integer> groups() throws Exception {
    client.loginAdmin();
    var groups = new TreeMap<String, Integer>();
    json(200, client.send("GET", "/groups", Map.of()))
        .forEach(group -> groups.put(group.get("name").textValue(), group.get("id").intValue()));
    return groups;
  }

  private int register(String username, int group) throws Exception {
    var body = Map.of("username", username, "password", PASSWORD, "groups", List.of(group));
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
}
