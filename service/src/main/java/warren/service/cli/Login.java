package warren.service.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import warren.client.NoReplyException;
import warren.contracts.RefusedException;
import warren.contracts.tokens.LoginTokenRequest;

/** {@code login}. */
@Command(
    name = "login",
    exitCodeOnExecutionException = CallCommand.NO_REPLY,
    description = {
      "Asks for the password and prints a token.",
      "Without a terminal, the password is read from the first line of standard input.",
      "Exits with 0 on success, 1 on a refusal, 2 if no reply arrives."
    })
public final class Login implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "USERNAME", description = "User name of the account.")
  private String username;

  @Override
  public Integer call() throws IOException {
    var err = spec.commandLine().getErr();
    var request = new LoginTokenRequest(username, PasswordPrompt.ask(username));
    try (var client = BrokerClient.connect()) {
      var token = client.withTimeout(TIMEOUT).tokens().login(request);
      spec.commandLine().getOut().println(token.reveal());
      return 0;
    } catch (RefusedException e) {
      err.println(e.refusal().message());
      return CallCommand.REFUSED;
    } catch (NoReplyException e) {
      err.println(e.getMessage());
      return CallCommand.NO_REPLY;
    }
  }
}
