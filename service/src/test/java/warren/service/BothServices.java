package warren.service;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import warren.service.TestClient.Answer;

/** Two processes on one broker and one database, and a caller that reaches both. */
final class BothServices implements AutoCloseable {
  /** So many that the broker, which takes turns, gives each process some. */
  private static final int TURNS = 8;

  private final TestService one;
  private final TestService other;
  private final BusyCaller caller;

  private BothServices(TestService one) throws Exception {
    this.one = one;
    this.other = one.second();
    this.caller = BusyCaller.byQueue(one.connection());
  }

  static BothServices start(Map<String, String> settings) throws Exception {
    return new BothServices(TestService.start(settings));
  }

  TestService one() {
    return one;
  }

  /** Has both carry out a request; what each time is replied. */
  List<Answer> ask(String operation, Map<String, ?> body, String token) throws Exception {
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
  List<Long> answers(String operation) throws Exception {
    return List.of(one.answers(operation), other.answers(operation));
  }

  /** Asserts that each has answered some since it had answered so many. */
  void assertBothTookPart(String operation, List<Long> before) throws Exception {
    var now = answers(operation);
    for (var each : List.of(0, 1)) {
      assertTrue(now.get(each) > before.get(each), () -> operation + " " + before + " " + now);
    }
  }

  /** Sends a request to whose turn it is, and returns its correlation id. */
  String send(String operation, Map<String, ?> body, @Nullable String token) throws Exception {
    return send(operation, body, token, null);
  }

  String send(
      String operation, Map<String, ?> body, @Nullable String token, @Nullable String messageId)
      throws Exception {
    Map<String, Object> headers = token == null ? Map.of() : Map.of("jwt", token);
    return caller.send(
        operation, body, properties -> properties.headers(headers).messageId(messageId));
  }

  /** The replies to these, waited for, in their order. */
  List<Answer> await(List<String> ids) throws Exception {
    caller.awaitAnswers(ids);
    List<Answer> answers = new ArrayList<>();
    for (var id : ids) {
      answers.add(caller.first(id));
    }
    return answers;
  }

  @Override
  public void close() {
    other.close();
    one.close();
  }
}
