package warren.service.cli;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import warren.client.NoReplyException;
import warren.client.Reply;
import warren.contracts.Secret;
import warren.contracts.catalogue.Catalogue;
import warren.settings.Nearest;

/** {@code call}. */
@Command(
    name = "call",
    exitCodeOnExecutionException = CallCommand.NO_REPLY,
    description = {
      "Sends one request and prints the reply: its headers to standard error, its body to standard"
          + " output.",
      "Exits with 0 on success, 1 on a refusal, 2 if no reply arrives."
    })
public final class CallCommand implements Callable<Integer> {
  static final int REFUSED = 1;
  static final int NO_REPLY = 2;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "OPERATION",
      description = "Name of the operation, for example RequestUsername.")
  private String operation;

  @Parameters(
      index = "1",
      arity = "0..1",
      defaultValue = "{}",
      paramLabel = "JSON",
      description = "Body of the request; default: {}.")
  private String body;

  @Option(
      names = "--jwt",
      paramLabel = "TOKEN",
      description = "Token of the user who sends the request.")
  private @Nullable String token;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description = "Maximum time to wait for the reply, for example 500ms; default: 5s.")
  private Duration timeout;

  @Override
  public Integer call() {
    try (var client = BrokerClient.connect()) {
      var waiting = client.withTimeout(timeout);
      var principal = token == null ? waiting : waiting.as(Secret.of(token));
      var reply = principal.exchange(operation, body.getBytes(StandardCharsets.UTF_8));
      print(reply);
      return reply.status() == Reply.OK ? 0 : REFUSED;
    } catch (NoReplyException e) {
      var hint = e.reason() == NoReplyException.Reason.NO_SUCH_QUEUE ? didYouMean() : "";
      spec.commandLine().getErr().println(e.getMessage() + hint);
      return NO_REPLY;
    }
  }

  private void print(Reply reply) {
    var err = spec.commandLine().getErr();
    reply.headers().forEach((name, value) -> err.println(name + ": " + value));
    err.println("type: " + reply.type());
    err.flush();
    spec.commandLine().getOut().println(reply.json().toPrettyString());
  }

  private String didYouMean() {
    if (Catalogue.find(operation).isPresent()) {
      return " Has the service ever run on this broker?";
    }
    return Nearest.of(operation, Catalogue.names())
        .map(nearest -> " Did you mean " + nearest + "?")
        .orElse("");
  }
}
