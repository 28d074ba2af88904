package warren.service.support;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import warren.local.FreePort;
import warren.service.support.TestClient.Reply;

/** Two processes on one broker and one database, and a caller that reaches both. */
public final class BothServices implements AutoCloseable {
  /** So many requests that the broker, which alternates, delivers some to each process. */
  private static final int TURNS = 8;

  private final TestService one;
  private final @Nullable TestService other;
  private final List<HealthEndpoint> pages;
  private final List<Closeable> processes;
  private final ConcurrentCaller caller;

  private BothServices(
      TestService one,
      @Nullable TestService other,
      List<HealthEndpoint> pages,
      List<Closeable> processes)
      throws Exception {
    this.one = one;
    this.other = other;
    this.pages = pages;
    this.processes = processes;
    this.caller = ConcurrentCaller.byQueue(one.connection());
  }

  static BothServices start(Map<String, String> settings) throws Exception {
    var one = TestService.start(settings);
    var other = one.second();
    return new BothServices(
        one, other, List.of(one.pages(), other.pages()), List.of(other::close, one::close));
  }

  /** Starts each in a JVM of its own. */
  static BothServices startPrograms(Map<String, String> overriding) throws Exception {
    var place = TestServers.take();
    var watched = TestService.start(place, overriding);
    watched.service().close();
    var ports = List.of(FreePort.pick(), FreePort.pick());
    List<Program> programs = new ArrayList<>();
    for (var port : ports) {
      var settings = TestService.settings(place, overriding);
      settings.put("WARREN_HEALTH_PORT", port.toString());
      programs.add(Program.start(settings, "serve"));
    }
    for (var program : programs) {
      program.awaitPrinted("Warren is ready.");
    }
    List<Closeable> processes = new ArrayList<>();
    programs.forEach(program -> processes.add(program::close));
    return new BothServices(
        watched, null, ports.stream().map(HealthEndpoint::new).toList(), processes);
  }

  /** One of them; of programs, their client and their database. */
  public TestService one() {
    return one;
  }

  /** The other one, if it runs in this JVM. */
  public TestService other() {
    return requireNonNull(other);
  }

  /** Sends a request so often that both execute it; returns all replies. */
  public List<Reply> ask(String operation, Map<String, ?> body, @Nullable String token)
      throws Exception {
    var before = answers(operation);
    List<String> ids = new ArrayList<>();
    for (var turn = 0; turn < TURNS; turn++) {
      ids.add(send(operation, body, token));
    }
    var answers = await(ids);
    assertBothTookPart(operation, before);
    return answers;
  }

  /** How many requests each has answered so far. */
  public List<Long> answers(String operation) throws Exception {
    return List.of(pages.get(0).answers(operation), pages.get(1).answers(operation));
  }

  /** Asserts that each has answered some since it had answered so many. */
  public void assertBothTookPart(String operation, List<Long> before) throws Exception {
    var now = answers(operation);
    for (var each : List.of(0, 1)) {
      assertTrue(now.get(each) > before.get(each), () -> operation + " " + before + " " + now);
    }
  }

  /** Sends a request to either process, and returns its correlation id. */
  public String send(String operation, Map<String, ?> body, @Nullable String token)
      throws Exception {
    return send(operation, body, token, null);
  }

  public String send(
      String operation, Map<String, ?> body, @Nullable String token, @Nullable String messageId)
      throws Exception {
    Map<String, Object> headers = token == null ? Map.of() : Map.of("jwt", token);
    return caller.send(
        operation, body, properties -> properties.headers(headers).messageId(messageId));
  }

  /** The replies to these, waited for, in their order. */
  public List<Reply> await(List<String> ids) throws Exception {
    caller.awaitReplies(ids);
    List<Reply> answers = new ArrayList<>();
    for (var id : ids) {
      answers.add(caller.first(id));
    }
    return answers;
  }

  @Override
  public void close() throws IOException {
    try (one) {
      for (var process : processes) {
        process.close();
      }
    }
  }
}
