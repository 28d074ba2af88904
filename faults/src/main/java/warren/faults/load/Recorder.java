package warren.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;
import warren.faults.history.Entry;
import warren.faults.history.History;
import warren.faults.history.Register;

/** Sends the requests of one worker and records them. Used by one thread. */
final class Recorder {
  private static final int PERCENT = 100;
  private static final int REPEATED_PERCENT = 15;

  private final PatientCaller caller;
  private final History history;
  private final Secret administrator;
  private final AtomicLong numbers;
  private final Random random = new Random();

  /**
   * Creates a recorder.
   *
   * @param administrator the token with which no request is refused
   * @param numbers the source of unique values, shared by all workers
   */
  Recorder(PatientCaller caller, History history, Secret administrator, AtomicLong numbers) {
    this.caller = caller;
    this.history = history;
    this.administrator = administrator;
    this.numbers = numbers;
  }

  /** Returns a text that no other request contains. */
  String unique() {
    return "v" + numbers.incrementAndGet();
  }

  long now() {
    return history.now();
  }

  Result call(Call call) {
    return caller.call(call);
  }

  /**
   * Records a request.
   *
   * @param values the values that it wrote or read
   */
  void record(
      Call call,
      Result result,
      Account account,
      @Nullable Session session,
      Map<Register, String> values) {
    history.add(entry(call, result, account, session, values, false));
    if (call.token() == administrator && result.answer() != null && !result.succeeded()) {
      history.anomaly(
          "%s of the administrator was refused: %s"
              .formatted(call.operation().name(), result.answer().body()));
    }
  }

  /** Sends some successful writes again: each must get the first reply. */
  void repeat(Call call, Result first, Account account) {
    if (first.succeeded() && random.nextInt(PERCENT) < REPEATED_PERCENT) {
      history.add(entry(call, call(call), account, null, Map.of(), true));
    }
  }

  private Entry entry(
      Call call,
      Result result,
      Account account,
      @Nullable Session session,
      Map<Register, String> values,
      boolean repetition) {
    var answer = result.answer();
    return new Entry(
        call.operation().name(),
        caller.channel(),
        account.username,
        session == null ? null : session.name,
        call.isWrite(),
        values,
        call.messageId(),
        result.start(),
        result.lastStart(),
        result.end(),
        result.attempts(),
        result.status(),
        answer == null ? null : answer.code(),
        answer == null ? null : answer.correlationId(),
        call.isWrite() ? data(result).toString() : null,
        repetition);
  }

  private static JsonNode data(Result result) {
    return result.answer() == null ? MissingNode.getInstance() : result.answer().data();
  }
}
