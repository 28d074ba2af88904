package warren.service.accounts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.service.support.BothServices;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;

/** Ada's account, and changes of its role. */
final class Privileges {
  final BothServices services;
  final TestService service;
  final Rows rows;
  UUID ada = new UUID(0, 0);
  String token = "";

  Privileges(BothServices services, TestService service, Rows rows) throws Exception {
    this.services = services;
    this.service = service;
    this.rows = rows;
    rows.role("assigner", 5, "CAN_ASSIGN_ROLES");
    rows.role("weaker", 4);
    rows.role("equal", 5, "CAN_ASSIGN_ROLES");
    rows.role("more", 5, "CAN_ASSIGN_ROLES", "CAN_READ_AUDIT");
    rows.role("weaker-but-more", 1, "CAN_READ_AUDIT");
    rows.role("higher", 6);
    rows.role("reader", 1, "CAN_READ_ACCOUNTS");
    service.account("ada");
    ada = rows.account("ada");
    token = service.token("ada", TestService.PASSWORD);
  }

  Reply assign(UUID target, @Nullable Object role, String token) throws Exception {
    Map<String, @Nullable Object> body = new HashMap<>();
    body.put("user_id", target);
    body.put("new_role", role);
    return service.client().call("UpdateAccountPrivileges", body, token);
  }

  /** The roles that an account holds itself. */
  List<String> roles(UUID account) {
    return rows.all(
        String.class,
        """
        select name from account_role join role on role.id = role_id
        where account_id = ? order by name
        """,
        account);
  }
}
