import java.time.Duration;
import java.util.UUID;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.accounts.AccountDataRequest;
import warren.client.WarrenClient;
import warren.contracts.moderation.BanUserRequest;
import warren.contracts.tokens.LoginTokenRequest;

public final class Accounts {
  public static void main(String[] arguments) throws Exception {
    var uri = System.getenv().getOrDefault("WARREN_AMQP_URI", "amqp://guest:guest@127.0.0.1:5672");
    var username = "java-" + UUID.randomUUID().toString().substring(0, 8);
    var password = Secret.of("correct horse battery");

    // one client per program: all threads and calls share its connection
    try (var warren = WarrenClient.connect(uri)) {
      var adminPassword = Secret.of(System.getenv("WARREN_ADMIN_PASSWORD"));
      var token = warren.tokens().login(new LoginTokenRequest("admin", adminPassword));
      var admin = warren.as(token);
      System.out.println("logged in as admin");

      var id = warren.accounts().create(new AccountCreateRequest(username, password)).userId();
      System.out.println("created " + username);

      var account = admin.accounts().data(new AccountDataRequest().withUserId(id));
      System.out.println(account.username() + " is a " + account.role());

      var hour = Duration.ofHours(1).toMillis();
      admin.moderation().ban(new BanUserRequest(id, false).withDurationMs(hour));
      System.out.println("banned " + username);

      try {
        warren.tokens().login(new LoginTokenRequest(username, password));
      } catch (RefusedException e) {
        if (e.code() != ErrorCode.BANNED) {
          throw e;
        }
        System.out.println("refused: " + e.refusal().message());
      }
    }
  }
}
