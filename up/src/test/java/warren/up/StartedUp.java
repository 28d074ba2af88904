package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A {@code ./warren up} that has come up, on ports that were free. */
final class StartedUp implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Launched up;

  private StartedUp(Launched up) {
    this.up = up;
  }

  /** One that keeps everything in this folder. */
  static StartedUp start(Path data) throws Exception {
    return start(Map.of(), "--data", data.toString());
  }

  /** One with these variables and further options. */
  static StartedUp start(Map<String, String> environment, String... options) throws Exception {
    var arguments =
        Stream.concat(
            Stream.of("up", "--amqp-port=0", "--health-port=0", "--http-port=0"),
            Stream.of(options));
    return new StartedUp(Launched.start(environment, arguments.toArray(String[]::new)).awaitUp());
  }

  /** What stands behind this word in what it has printed. */
  String shown(String word) {
    return up.shown(word);
  }

  /** Where its queues are, for programs that call them. */
  Map<String, String> there() {
    return Map.of("WARREN_AMQP_URI", up.shown("AMQP"));
  }

  /** What an operation answers that succeeds. */
  JsonNode call(String operation, String... arguments) throws Exception {
    var all = Stream.concat(Stream.of("call", operation), Stream.of(arguments));
    try (var call = run(all.toArray(String[]::new))) {
      assertEquals(0, call.exit(), call::told);
      return JSON.readTree(call.out());
    }
  }

  /** The token of a login that succeeds. */
  String login(String username, String password) throws Exception {
    try (var login = run("login", username).type(password)) {
      assertEquals(0, login.exit(), login::told);
      return login.out().strip();
    }
  }

  /** Starts a command that calls its queues. */
  Launched run(String... arguments) throws IOException {
    return Launched.start(there(), arguments);
  }

  @Override
  public void close() throws IOException {
    try (up) {
      up.signal("TERM");
      assertEquals(0, up.exit(), up::told);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
