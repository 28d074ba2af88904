package warren.service.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.contracts.json.Sample;

/** The catalogue's samples as requests that a service can carry out, each as often as one likes. */
public final class SampleRequests {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final TestService service;
  private final String accountId;
  private String token = "";

  /** Makes the account that samples are about. */
  public SampleRequests(TestService service) throws Exception {
    this.service = service;
    this.accountId = service.account("ada");
  }

  /** A new request, with the permissions of an administrator. */
  public ObjectNode of(Operation<?, ?> operation) throws Exception {
    var body = Sample.request(operation.request());
    if (body.has("user_id")) {
      body.put("user_id", accountId);
    }
    return switch (operation.name()) {
      case "RequestAccountCreate", "RequestSignUp" -> withNewName(body);
      case "RequestAccountDelete",
          "RequestBanUser",
          "UpdateAccountPrivileges",
          "UpdateAccountRoles" ->
          onSomebodyElse(body);
      case "UpdateAccountGroups" ->
          body.set("groups", body.arrayNode().add(made("RequestGroupCreate")));
      case "RequestRoleCreate", "RequestPermissionCreate", "RequestGroupCreate" -> named(body);
      case "RequestRoleData", "RequestRoleDelete" -> body.set("id", made("RequestRoleCreate"));
      case "UpdateRole" -> named(body).set("id", made("RequestRoleCreate"));
      case "RequestPermissionData", "RequestPermissionDelete" ->
          body.set("id", made("RequestPermissionCreate"));
      case "UpdatePermission" -> named(body).set("id", made("RequestPermissionCreate"));
      case "RequestGroupData", "RequestGroupDelete" -> body.set("id", made("RequestGroupCreate"));
      case "UpdateGroup" -> named(body).set("id", made("RequestGroupCreate"));
      case "RequestAccountPasswordUpdate" -> ofTheAdministrator(body);
      case "RequestTokenRefresh" -> body.put("refresh_token", refreshToken());
      default -> body;
    };
  }

  /** A new request that creates an account. */
  public static ObjectNode ofNewAccount(Operation<?, ?> operation) {
    return withNewName(Sample.request(operation.request()));
  }

  private static ObjectNode withNewName(ObjectNode body) {
    var name = "nobody" + COUNT.incrementAndGet();
    return body.put("username", name).put("user_email", name + "@example.org");
  }

  private static ObjectNode named(ObjectNode body) {
    return body.put("name", "name " + COUNT.incrementAndGet());
  }

  /** The id of the object that an operation has created. */
  private JsonNode made(String operation) throws Exception {
    var body = of(Catalogue.find(operation).orElseThrow()).toString();
    var reply = send(operation, body);
    // logs in only now, because an account's oldest sessions end when it has too many
    if (reply.status() == 401) {
      token = service.adminToken();
      reply = send(operation, body);
    }
    return reply.data().get("id");
  }

  private TestClient.Reply send(String operation, String body) throws Exception {
    var properties = service.client().properties().headers(Map.of("jwt", token)).build();
    return service.client().send(operation, properties, body);
  }

  /** Afterwards the account is of no more use. */
  private ObjectNode onSomebodyElse(ObjectNode body) throws Exception {
    return body.put("user_id", service.account("somebody" + COUNT.incrementAndGet()));
  }

  /** Leaves the password as it is, so that the administrator can log in again. */
  private static ObjectNode ofTheAdministrator(ObjectNode body) {
    return body.put("old_password", TestService.ADMIN_PASSWORD)
        .put("new_password", TestService.ADMIN_PASSWORD);
  }

  private String refreshToken() throws Exception {
    return service
        .client()
        .call("RequestSession", Map.of("username", "ada", "password", TestService.PASSWORD))
        .data()
        .get("refresh_token")
        .textValue();
  }
}
