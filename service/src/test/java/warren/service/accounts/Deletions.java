package warren.service.accounts;

import java.util.Map;
import java.util.UUID;
import warren.service.support.BothServices;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;

/** Ada's account, and deletions. */
final class Deletions {
  final BothServices services;
  final TestService service;
  final Rows rows;
  UUID ada = new UUID(0, 0);
  String token = "";

  Deletions(BothServices services, TestService service, Rows rows) throws Exception {
    this.services = services;
    this.service = service;
    this.rows = rows;
    rows.role("plain", 0);
    rows.role("undertaker", 5, "CAN_DELETE_ACCOUNTS");
    service
        .client()
        .call(
            "RequestAccountCreate",
            Map.of(
                "username", "ada",
                "password", TestService.PASSWORD,
                "user_email", "ada@example.org"))
        .data();
    ada = rows.account("ada");
    token = service.token("ada", TestService.PASSWORD);
  }

  Reply delete(UUID account, String token) throws Exception {
    return service.client().call("RequestAccountDelete", Map.of("user_id", account), token);
  }
}
