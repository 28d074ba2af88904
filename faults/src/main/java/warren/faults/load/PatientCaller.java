package warren.faults.load;

import java.util.Random;
import warren.faults.history.History;

/** Repeats a request, with the same idempotency key, until it has a final reply. */
final class PatientCaller {
  private static final int LONGEST_PAUSE_MS = 1000;
  private static final int INTERNAL = 500;

  private final Transport transport;
  private final History history;
  private final Random random;

  PatientCaller(Transport transport, History history, Random random) {
    this.transport = transport;
    this.history = history;
    this.random = random;
  }

  String channel() {
    return transport.channel();
  }

  /** Returns a result without a reply only if the thread is interrupted, at the end of the run. */
  Result call(Call call) {
    var start = history.now();
    var lastStart = start;
    for (var attempt = 1; ; attempt++) {
      lastStart = history.now();
      try {
        var answer = attempt(call);
        if (answer.isFinal()) {
          return new Result(answer, start, lastStart, history.now(), attempt);
        }
        Thread.sleep(Math.min(answer.retryAfterMs(), LONGEST_PAUSE_MS));
      } catch (NoAnswerException e) {
        if (!pause(attempt)) {
          return Result.unknown(start, lastStart, attempt);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Result.unknown(start, lastStart, attempt);
      }
    }
  }

  private Answer attempt(Call call) throws NoAnswerException, InterruptedException {
    var answer = transport.send(call);
    if (answer.status() == INTERNAL) {
      history.anomaly(
          "status 500 of %s over %s: %s, correlation id %s"
              .formatted(
                  call.operation().name(), channel(), answer.body(), answer.correlationId()));
    }
    return answer;
  }

  private boolean pause(int attempt) {
    try {
      Thread.sleep(random.nextInt(50, Math.min(LONGEST_PAUSE_MS, 100 * attempt)));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
