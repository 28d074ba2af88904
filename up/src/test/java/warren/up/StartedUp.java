package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A running {@code ./warren up} on free ports. */
final class StartedUp implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Launched up;

  private StartedUp(Launched up) {
    this.up = up;
  }

  /** Starts it on this data folder. */
  static StartedUp start(Path data) throws Exception {
    return start(Map.of(), "--data", data.toString());
  }

  /** Starts it with these variables and further options. */
  static StartedUp start(Map<String, String> environment, String... options) throws Exception {
    var arguments =
        Stream.concat(
            Stream.of("up", "--amqp-port=0", "--health-port=0", "--http-port=0"),
            Stream.of(options));
    return new StartedUp(Launched.start(environment, arguments.toArray(String[]::new)).awaitUp());
  }

  /** The value that {@code up} printed after this word. */
  String shown(String word) {
    return up.shown(word);
  }

  /** The broker's address, as a setting of other commands. */
  Map<String, String> settings() {
    return Map.of("WARREN_AMQP_URI", up.shown("AMQP"));
  }

  /** Calls an operation, which must succeed; the body of its reply. */
  JsonNode call(String operation, String... arguments) throws Exception {
    var all = Stream.concat(Stream.of("call", operation), Stream.of(arguments));
    try (var call = run(all.toArray(String[]::new))) {
      assertEquals(0, call.exit(), call::output);
      return JSON.readTree(call.out());
    }
  }

  /** Logs in, which must succeed; the token. */
  String login(String username, String password) throws Exception {
    try (var login = run("login", username).type(password)) {
      assertEquals(0, login.exit(), login::output);
      return login.out().strip();
    }
  }

  /** Starts a command that uses its broker. */
  Launched run(String... arguments) throws IOException {
    return Launched.start(settings(), arguments);
  }

  @Override
  public void close() throws IOException {
    try (up) {
      up.signal("TERM");
      assertEquals(0, up.exit(), up::output);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
