package warren.service;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import warren.service.TestClient.Answer;

/** A caller who gives passwords, right or wrong. */
final class PasswordCaller {
  static final String LOGIN = "RequestLoginToken";
  static final String SESSION = "RequestSession";

  /** The operations that let in who knows a password. */
  static final List<String> LOGINS = List.of(LOGIN, SESSION);

  static final String UPDATE = "RequestAccountPasswordUpdate";

  /** The password of every account that a test makes. */
  static final String OLD = TestService.PASSWORD;

  static final String NEW = "staple of another horse";
  static final String WRONG = "not the password";

  private final TestClient client;
  private final String login;

  PasswordCaller(TestService service) {
    this(service, LOGIN);
  }

  /** One that logs in by this operation. */
  PasswordCaller(TestService service, String login) {
    this.client = service.client();
    this.login = login;
  }

  Answer login(String username, String password) throws Exception {
    return login(username, password, client.properties().build());
  }

  Answer loginFrom(Object clientIp, String username, String password) throws Exception {
    return login(username, password, client.propertiesFrom(clientIp, null).build());
  }

  Answer login(String username, String password, BasicProperties properties) throws Exception {
    return client.send(login, properties, Map.of("username", username, "password", password));
  }

  /** The body of an update. */
  static Map<String, String> body(
      String oldPassword, String newPassword, @Nullable String username) {
    Map<String, String> body = new HashMap<>();
    body.put("old_password", oldPassword);
    body.put("new_password", newPassword);
    if (username != null) {
      body.put("username", username);
    }
    return body;
  }

  /** By whoever knows a password and has no token. */
  Answer updateOf(String username, String oldPassword, String newPassword) throws Exception {
    return update(oldPassword, newPassword, username, null);
  }

  Answer updateBy(String token, String oldPassword, String newPassword) throws Exception {
    return update(oldPassword, newPassword, null, token);
  }

  Answer update(
      String oldPassword, String newPassword, @Nullable String username, @Nullable String token)
      throws Exception {
    return client.call(UPDATE, body(oldPassword, newPassword, username), token);
  }

  /** Asks for the account of a token, if that stands. */
  Answer use(String token) throws Exception {
    return client.call("RequestAccountData", Map.of(), token);
  }
}
