import java.util.Map;
import java.util.UUID;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessagePostProcessor;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.support.converter.Jackson2JsonMessageConverter;
import org.springframework.core.ParameterizedTypeReference;

/** Sends requests with Spring's RabbitTemplate and its JSON converter. */
public final class Accounts {
  /** The body of every reply: data and, after a refusal, error. */
  private static final ParameterizedTypeReference<Map<String, Object>> REPLY =
      new ParameterizedTypeReference<>() {};

  /** Warren refused the request: the code is for programs, the message for people. */
  private static final class Refused extends RuntimeException {
    private final String code;

    Refused(Map<?, ?> error) {
      super((String) error.get("message"));
      this.code = (String) error.get("code");
    }
  }

  private final RabbitTemplate template;

  private Accounts(RabbitTemplate template) {
    this.template = template;
  }

  private Object call(String operation, Map<String, ?> body, String jwt) {
    MessagePostProcessor properties = request -> withProperties(request, jwt);
    var reply = template.convertSendAndReceiveAsType("", operation, body, properties, REPLY);
    if (reply == null) {
      throw new IllegalStateException(operation + ": no reply in 5 s.");
    }
    if (reply.get("error") instanceof Map<?, ?> error) {
      throw new Refused(error);
    }
    return reply.get("data");
  }

  private static Message withProperties(Message request, String jwt) {
    var properties = request.getMessageProperties();
    properties.setExpiration("5000"); // the broker drops the request after this time (ms)
    properties.setMessageId(UUID.randomUUID().toString()); // idempotency key of a write
    if (jwt != null) {
      properties.setHeader("jwt", jwt);
    }
    return request;
  }

  public static void main(String[] arguments) {
    var uri = System.getenv().getOrDefault("WARREN_AMQP_URI", "amqp://guest:guest@127.0.0.1:5672");
    var connections = new CachingConnectionFactory();
    connections.setUri(uri);
    var template = new RabbitTemplate(connections);
    template.setMessageConverter(new Jackson2JsonMessageConverter());
    template.setReplyTimeout(5_000);
    try {
      new Accounts(template).run();
    } finally {
      template.stop();
      connections.destroy();
    }
  }

  private void run() {
    var username = "spring-" + UUID.randomUUID().toString().substring(0, 8);
    var login = Map.of("username", username, "password", "correct horse battery");

    var password = System.getenv("WARREN_ADMIN_PASSWORD");
    var admin =
        (String)
            call("RequestLoginToken", Map.of("username", "admin", "password", password), null);
    System.out.println("logged in as admin");

    var created = (Map<?, ?>) call("RequestAccountCreate", login, null);
    var id = (String) created.get("user-id");
    System.out.println("created " + username);

    var account = (Map<?, ?>) call("RequestAccountData", Map.of("user_id", id), admin);
    System.out.println(account.get("username") + " is a " + account.get("role"));

    var ban = Map.of("user_id", id, "permanent", false, "duration_ms", 3_600_000);
    call("RequestBanUser", ban, admin);
    System.out.println("banned " + username);

    try {
      call("RequestLoginToken", login, null);
    } catch (Refused refused) {
      if (!refused.code.equals("banned")) {
        throw refused;
      }
      System.out.println("refused: " + refused.getMessage());
    }
  }
}
