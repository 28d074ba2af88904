package warren.service.support;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import warren.service.support.TestClient.Reply;

/** A caller who gives passwords, right or wrong. */
public final class PasswordCaller {
  public static final String LOGIN = "RequestLoginToken";
  public static final String SESSION = "RequestSession";

  /** The operations that let in who knows a password. */
  public static final List<String> LOGINS = List.of(LOGIN, SESSION);

  public static final String UPDATE = "RequestAccountPasswordUpdate";

  /** The password of every account that a test creates. */
  public static final String OLD = TestService.PASSWORD;

  public static final String NEW = "staple of another horse";
  public static final String WRONG = "not the password";

  private final TestClient client;
  private final String login;

  public PasswordCaller(TestService service) {
    this(service, LOGIN);
  }

  /** One that logs in by this operation. */
  public PasswordCaller(TestService service, String login) {
    this.client = service.client();
    this.login = login;
  }

  public Reply login(String username, String password) throws Exception {
    return login(username, password, client.properties().build());
  }

  public Reply loginFrom(Object clientIp, String username, String password) throws Exception {
    return login(username, password, client.propertiesFrom(clientIp, null).build());
  }

  public Reply login(String username, String password, BasicProperties properties)
      throws Exception {
    return client.send(login, properties, Map.of("username", username, "password", password));
  }

  /** The body of an update. */
  public static Map<String, String> body(
      String oldPassword, String newPassword, @Nullable String username) {
    Map<String, String> body = new HashMap<>();
    body.put("old_password", oldPassword);
    body.put("new_password", newPassword);
    if (username != null) {
      body.put("username", username);
    }
    return body;
  }

  /** Updates with username and password, without a token. */
  public Reply updateOf(String username, String oldPassword, String newPassword) throws Exception {
    return update(oldPassword, newPassword, username, null);
  }

  public Reply updateBy(String token, String oldPassword, String newPassword) throws Exception {
    return update(oldPassword, newPassword, null, token);
  }

  public Reply update(
      String oldPassword, String newPassword, @Nullable String username, @Nullable String token)
      throws Exception {
    return client.call(UPDATE, body(oldPassword, newPassword, username), token);
  }

  /** Requests the account of a token; succeeds if the token is active. */
  public Reply use(String token) throws Exception {
    return client.call("RequestAccountData", Map.of(), token);
  }
}
