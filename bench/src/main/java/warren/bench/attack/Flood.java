package warren.bench.attack;

import java.util.List;
import java.util.Locale;
import warren.bench.load.Load;
import warren.bench.load.LoadGenerator;
import warren.bench.load.RequestSource;
import warren.bench.subjects.Subjects;

/** The floods, in the order in which they run. */
enum Flood {
  /** Names and passwords of combining marks, over AMQP and HTTP. */
  TEXTS(
      (target, percent) ->
          List.of(
              loop(target, FloodRequests.combiningMarks(), share(64, percent)),
              new HttpLoops(target.httpPort(), FloodRequests.combiningMarks()))),
  /** Bodies of 64 KiB to 16 MiB, while passwords are hashed. */
  BODIES(
      (target, percent) -> List.of(loop(target, FloodRequests.largeBodies(), share(64, percent)))),
  /** A burst of requests with forged direct reply addresses. */
  REPLIES(
      (target, percent) -> List.of(ForgedReplies.send(target.amqpUri(), share(10_000, percent)))),
  /** A thousand slow connections of each kind. */
  CONNECTIONS(
      (target, percent) -> SlowConnections.ofEachKind(target.httpPort(), share(1000, percent))),
  /** Anonymous creations of accounts, over AMQP and HTTP. */
  CREATIONS(
      (target, percent) ->
          List.of(
              loop(target, FloodRequests.creations(), share(64, percent)),
              new HttpLoops(target.httpPort(), FloodRequests.creations()))),
  /** A burst of anonymous logins. */
  LOGINS((target, percent) -> List.of(burstOfLogins(target, share(2000, percent))));

  private final Starter starter;

  Flood(Starter starter) {
    this.starter = starter;
  }

  private interface Starter {
    List<? extends AutoCloseable> start(Deployment target, int percent) throws InterruptedException;
  }

  /** Starts the flood; the parts that are returned run until they are closed. */
  List<? extends AutoCloseable> start(Deployment target, int percent) throws InterruptedException {
    return starter.start(target, percent);
  }

  private static int share(int number, int percent) {
    return Math.max(1, number * percent / 100);
  }

  private static AutoCloseable loop(Deployment target, RequestSource requests, int window)
      throws InterruptedException {
    var generator = new LoadGenerator(target.amqpUri());
    Load.start(generator, requests, window);
    return generator;
  }

  private static AutoCloseable burstOfLogins(Deployment target, int count)
      throws InterruptedException {
    var generator = new LoadGenerator(target.amqpUri());
    Load.burst(generator, Deployment.subjects().of(Subjects.LOGIN), count);
    return generator;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
