package warren.service.moderation;

import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;
import warren.service.support.BothServices;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;

/** Ada's account, and bans of it. */
final class Bans {
  final BothServices services;
  final TestService service;
  final Rows rows;
  final String admin;
  UUID ada = new UUID(0, 0);

  Bans(BothServices services, TestService service, Rows rows, String admin) throws Exception {
    this.services = services;
    this.service = service;
    this.rows = rows;
    this.admin = admin;
    service.account("ada");
    ada = rows.account("ada");
  }

  /** Bans ada; the body says how, beside her id. */
  Reply ban(String body, String token) throws Exception {
    var properties = service.client().properties().headers(Map.of("jwt", token)).build();
    var request = json("{user_id: '%s', %s}", ada, body).toString();
    return service.client().send("RequestBanUser", properties, request);
  }

  Reply ban(String body) throws Exception {
    return ban(body, admin);
  }

  Reply login(String password) throws Exception {
    var body = Map.of("username", "ada", "password", password);
    return service.client().call("RequestLoginToken", body);
  }

  static void assertBanned(Reply login) throws Exception {
    assertRefused(403, "banned", "This account is banned.", login);
  }

  JsonNode bannedUntil() throws Exception {
    var body = Map.of("user_id", ada);
    return service.client().call("RequestAccountData", body, admin).data().get("banned_until");
  }
}
