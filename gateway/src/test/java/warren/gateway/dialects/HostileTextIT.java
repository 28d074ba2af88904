package warren.gateway.dialects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.hostile.HostileText;
import warren.gateway.support.Bodies;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/**
 * Hostile texts in every field of the dialects' bodies, and in paths and queries. The texts are
 * distributed over the fields.
 */
@WithGateway
class HostileTextIT {
  private static final AtomicInteger SENDERS = new AtomicInteger();
  private static final AtomicInteger FIELDS = new AtomicInteger();
  private static final int GROUP = 4;
  private static final int GROUP_OF_LONG = 32;
  private static final String PASSWORD = "correct horse battery";

  private final TestGateway gateway;
  private final TestHttpClient http;
  private final String sender = "sender" + SENDERS.incrementAndGet();
  private final String id;
  private final int number;
  private final String token;

  /** Creates an administrator whom the requests may change. */
  HostileTextIT(TestGateway gateway, TestHttpClient http) throws Exception {
    this.gateway = gateway;
    this.http = http;
    forgetFailedLogins();
    var admin = "Bearer " + login("admin", TestGateway.ADMIN_PASSWORD);
    var body = Map.of("username", sender, "password", PASSWORD, "role", "admin");
    http.post("/rpc/RequestAccountCreate", Bodies.text(body), "Authorization", admin);
    token = login(sender, PASSWORD);
    var account =
        json(200, http.post("/rpc/RequestAccountData", "", "Authorization", "Bearer " + token));
    id = account.at("/data/user_id").textValue();
    number = account.at("/data/number").intValue();
  }

  private String login(String username, String password) throws Exception {
    var body = Bodies.text(Map.of("username", username, "password", password));
    return json(200, http.post("/rpc/RequestLoginToken", body)).get("data").textValue();
  }

  /** All requests are from the same address, whose further logins would be refused. */
  private void forgetFailedLogins() throws Exception {
    try (var database = gateway.database();
        var statement = database.createStatement()) {
      statement.execute("delete from login_attempt");
    }
  }

  @AfterEach
  void theDialectsStillWork() throws Exception {
    forgetFailedLogins();
    var login = Map.of("username", "admin", "password", TestGateway.ADMIN_PASSWORD);
    for (var path :
        List.of(
            "/authorization/authentication/login",
            "/django/api/token/",
            "/havoc/user/login",
            "/vestec/flask/login")) {
      assertEquals(200, http.post(path, Bodies.text(login)).statusCode(), path);
    }
  }

  /** $SENDER, $TOKEN, $ID and $NUMBER are replaced by those of the sender. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          POST  | /authorization/authentication/register | {"username":"a","password":"correct horse","email":"","firstName":"","lastName":""}
          POST  | /authorization/authentication/login    | {"username":"$SENDER","password":"correct horse"}
          POST  | /authorization/users/                  | {"username":"a","password":"correct horse","email":"","first_name":"","last_name":"","roles":["user"]}
          PUT   | /authorization/users/$ID               | {"username":"$SENDER","email":"","firstName":"","lastName":"","roles":["admin"]}
          POST  | /authorization/roles/                  | {"name":"a","description":"","permissions":["CAN_BAN"]}
          POST  | /authorization/permissions/            | {"name":"a","description":""}
          POST  | /django/api/token/                     | {"username":"$SENDER","password":"correct horse"}
          POST  | /django/api/register/                  | {"username":"a","password":"correct horse","email":"","first_name":"","last_name":"","groups":["1"]}
          PATCH | /django/users/$NUMBER/                 | {"first_name":"","last_name":"","email":"","is_active":"true"}
          POST  | /django/api/change-password/           | {"old_password":"correct horse","new_password":"correct horse"}
          POST  | /havoc/user/login                      | {"username":"$SENDER","password":"correct horse"}
          POST  | /havoc/user/check_status               | {"username":"$SENDER","session_token":"$TOKEN"}
          POST  | /havoc/user_admin/create_user          | {"username":"$SENDER","session_token":"$TOKEN","new_user":{"username":"a","password":"correct horse","email":"","first_name":"","last_name":"","fk_permission_code":"1"}}
          POST  | /vestec/flask/login                    | {"username":"$SENDER","password":"correct horse"}
          POST  | /vestec/flask/signup                   | {"username":"a","name":"a b","email":"a@example.org","password":"correct horse"}
          """)
  void everyTextInABodyIsCarriedOutOrRefused(String method, String path, String body)
      throws Exception {
    var right = (ObjectNode) json(ofSender(body));
    for (var pointer : fields(right)) {
      forgetFailedLogins();
      for (var text : some()) {
        var changed = right.deepCopy();
        put(changed, pointer, TextNode.valueOf(text.text()));
        var response =
            http.send(
                method,
                ofSender(path),
                new String(HostileText.write(changed), UTF_8),
                "Authorization",
                "Bearer " + token);
        assertTrue(
            response.statusCode() < 500,
            () -> "%s: %s: %s".formatted(pointer, text.description(), response.body()));
      }
    }
  }

  private String ofSender(String text) {
    return text.replace("$SENDER", sender)
        .replace("$TOKEN", token)
        .replace("$ID", id)
        .replace("$NUMBER", Integer.toString(number));
  }

  private static List<HostileText> some() {
    var field = FIELDS.incrementAndGet();
    return Stream.concat(
            HostileText.some(HostileText.SHORT, GROUP, field),
            HostileText.some(HostileText.LONG, GROUP_OF_LONG, field))
        .toList();
  }

  /** The names of the fields, those of an inner object after its own name and a slash. */
  private static List<String> fields(ObjectNode body) {
    List<String> fields = new ArrayList<>();
    body.properties()
        .forEach(
            field -> {
              fields.add(field.getKey());
              field
                  .getValue()
                  .fieldNames()
                  .forEachRemaining(n -> fields.add(field.getKey() + "/" + n));
            });
    return fields;
  }

  private static void put(ObjectNode body, String field, JsonNode text) {
    var names = field.split("/", -1);
    var parent = names.length == 1 ? body : (ObjectNode) body.get(names[0]);
    var name = names[names.length - 1];
    parent.set(name, parent.get(name).isArray() ? parent.arrayNode().add(text) : text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/authorization/users?text=",
        "/authorization/roles?text=",
        "/authorization/permissions?text=",
        "/authorization/users/",
        "/django/users/",
        "/rpc/"
      })
  void everyTextInAPathIsCarriedOutOrRefused(String path) throws Exception {
    for (var text : HostileText.SHORT) {
      var encoded = URLEncoder.encode(text.text(), UTF_8).replace("+", "%20");
      var response = http.send("GET", path + encoded, "", "Authorization", "Bearer " + token);
      assertTrue(response.statusCode() < 500, text.description() + ": " + response.body());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/havoc/user/login", "/django/api/token/"})
  void everyTextInAFormIsCarriedOutOrRefused(String path) throws Exception {
    for (var text : HostileText.SHORT) {
      var encoded = URLEncoder.encode(text.text(), UTF_8);
      var form = "username=%s&password=%s".formatted(encoded, encoded);
      var response = http.postAs(path, "application/x-www-form-urlencoded", form);
      assertTrue(response.statusCode() < 500, text.description() + ": " + response.body());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--x\r\nContent-Disposition: form-data; name=\"username\"\r\n\r\n%s\r\n--x--\r\n",
        "--x\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\na\r\n--x--\r\n",
        "--x\r\nContent-Disposition: form-data; name=\"a\"; filename*=%s\r\n\r\na\r\n--x--\r\n",
        "%s"
      })
  void everyTextInAMultipartFormIsCarriedOutOrRefused(String form) throws Exception {
    for (var text : HostileText.SHORT) {
      var body = form.replace("%s", text.text());
      var response = http.postAs("/django/api/register/", "multipart/form-data; boundary=x", body);
      assertEquals(400, response.statusCode(), text.description() + ": " + response.body());
    }
  }
}
