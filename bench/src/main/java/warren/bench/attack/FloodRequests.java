package warren.bench.attack;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import warren.bench.load.Request;
import warren.bench.load.RequestSource;
import warren.bench.subjects.Subjects;

/** The requests of floods, without a token, and of the warm-up. The sources are thread-safe. */
final class FloodRequests {
  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;

  /** The largest body that the service reads. */
  private static final int MAX_BODY = 64 * KIB;

  private static final List<String> CREATIONS = List.of("RequestAccountCreate", "RequestSignUp");

  private FloodRequests() {}

  private static RequestSource source(IntFunction<Request> numbered) {
    var number = new AtomicInteger();
    return new RequestSource() {
      @Override
      public Request next(int slot) {
        return numbered.apply(number.getAndIncrement());
      }

      @Override
      public boolean isCorrect(int slot, byte[] body) {
        return true;
      }
    };
  }

  /** Ordinary requests, which compile the code of the programs before the measurements. */
  static RequestSource warmUp() {
    var mix = Deployment.subjects().of(Subjects.MIX);
    return source(
        n -> {
          synchronized (mix) {
            return mix.next(0);
          }
        });
  }

  private static String credentials(String username, String password, String more) {
    return "{\"username\":\"%s\",\"password\":\"%s\"%s}".formatted(username, password, more);
  }

  /** Names and passwords of combining marks, as long as the largest body permits. */
  static RequestSource combiningMarks() {
    var marks = "a" + "\u0301".repeat(MAX_BODY / 4 - 100);
    var body = credentials(marks, marks, "");
    var queues = List.of(Subjects.LOGIN, CREATIONS.get(0), CREATIONS.get(1));
    return source(n -> new Request(queues.get(n % queues.size()), Map.of(), body));
  }

  /** Bodies of the largest permitted size, which are logins, and of 1, 4 and 16 MiB. */
  static RequestSource largeBodies() {
    var padding = " ".repeat(MAX_BODY - 100);
    var logins = Deployment.subjects().of(Subjects.LOGIN);
    var tooLarge = List.of("x".repeat(MIB), "x".repeat(4 * MIB), "x".repeat(16 * MIB));
    return source(
        n ->
            n % 4 == 3
                ? new Request(Subjects.LOGIN, Map.of(), tooLarge.get(n / 4 % tooLarge.size()))
                : padded(logins.next(0), padding));
  }

  private static Request padded(Request request, String padding) {
    return new Request(request.queue(), request.headers(), padding + request.body());
  }

  /** Creations of accounts with taken and free names, half of them in an unknown group. */
  static RequestSource creations() {
    return source(
        n -> {
          var username = n % 2 == 0 ? "bench" + n % 100 : "free" + System.nanoTime();
          var groups = n % 4 < 2 ? "" : ",\"groups\":[999999999]";
          var body = credentials(username, "a password of an attacker", groups);
          return new Request(CREATIONS.get(n / 4 % CREATIONS.size()), Map.of(), body);
        });
  }
}
