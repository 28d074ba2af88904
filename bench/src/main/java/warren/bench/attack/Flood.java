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
  TEXTS,
  /** Bodies of 64 KiB to 16 MiB, while passwords are hashed. */
  BODIES,
  /** A burst of requests with forged direct reply addresses. */
  REPLIES,
  /** A thousand slow connections of each kind. */
  CONNECTIONS,
  /** Anonymous creations of accounts, over AMQP and HTTP. */
  CREATIONS,
  /** A burst of anonymous logins. */
  LOGINS,
  /** Five times as many logins per second as the service can carry out. */
  OVERLOAD;

  private static final int IN_FLIGHT = 64;

  /** A part of a flood that has been started. */
  interface Running {
    /** The number of requests or connections so far. */
    long sent();

    void stop() throws InterruptedException;
  }

  /** Starts the flood; the parts that are returned run until they are stopped. */
  List<? extends Running> start(Deployment target, int percent) throws InterruptedException {
    var port = target.httpPort();
    return switch (this) {
      case TEXTS ->
          List.of(
              loop(target, FloodRequests.combiningMarks(), share(IN_FLIGHT, percent)),
              new HttpLoops(port, FloodRequests.combiningMarks()));
      case BODIES -> List.of(loop(target, FloodRequests.largeBodies(), share(IN_FLIGHT, percent)));
      case REPLIES -> List.of(ForgedReplies.send(target.amqpUri(), share(10_000, percent)));
      case CONNECTIONS -> SlowConnections.ofEachKind(port, share(1000, percent));
      case CREATIONS ->
          List.of(
              loop(target, FloodRequests.creations(), share(IN_FLIGHT, percent)),
              new HttpLoops(port, FloodRequests.creations()));
      case LOGINS -> List.of(burstOfLogins(target, share(2000, percent)));
      case OVERLOAD -> List.of(Overload.start(target.amqpUri(), percent));
    };
  }

  private static int share(int number, int percent) {
    return Math.max(1, number * percent / 100);
  }

  private static Running loop(Deployment target, RequestSource requests, int window)
      throws InterruptedException {
    var generator = new LoadGenerator(target.amqpUri());
    Load.start(generator, requests, window);
    return running(generator);
  }

  private static Running burstOfLogins(Deployment target, int count) throws InterruptedException {
    var generator = new LoadGenerator(target.amqpUri());
    Load.burst(generator, Deployment.subjects().of(Subjects.LOGIN), count);
    return running(generator);
  }

  private static Running running(LoadGenerator generator) {
    return new Running() {
      @Override
      public long sent() {
        return generator.sent();
      }

      @Override
      public void stop() {
        generator.close();
      }
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
