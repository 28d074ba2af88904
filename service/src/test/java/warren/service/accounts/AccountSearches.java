package warren.service.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;

/** Accounts and searches for them. */
final class AccountSearches {
  final TestService service;
  final Rows rows;
  final String admin;

  AccountSearches(TestService service, Rows rows, String admin) {
    this.service = service;
    this.rows = rows;
    this.admin = admin;
  }

  Reply list(Map<String, ?> body) throws Exception {
    return service.client().call("RequestAllAccounts", body, admin);
  }

  /** The usernames on a page. */
  static List<String> names(JsonNode page) {
    List<String> names = new ArrayList<>();
    page.get("accounts").forEach(account -> names.add(account.get("username").textValue()));
    return names;
  }

  List<String> find(Map<String, ?> body) throws Exception {
    return names(list(body).data());
  }

  List<String> find(String field, Object value) throws Exception {
    return find(Map.of(field, value));
  }

  void create(String username, Map<String, ?> more) throws Exception {
    Map<String, Object> body = new HashMap<>(more);
    body.put("username", username);
    body.put("password", TestService.PASSWORD);
    service.client().call("RequestAccountCreate", body).data();
  }

  void makeMany(int count) {
    rows.change(
        """
        insert into account (
          id, username, username_key, username_skeleton, password_hash, enabled, created_at,
          updated_at)
        select gen_random_uuid(), 'user' || i, 'user' || i, 'user' || i, 'none', true, now(), now()
        from generate_series(1, ?) as i
        order by i
        """,
        count);
  }
}
