package warren.bench.attack;

import java.time.Duration;
import warren.bench.load.Load;
import warren.bench.load.LoadGenerator;
import warren.bench.subjects.Subjects;

/** Logins at a constant rate, a multiple of the rate that was measured before. */
final class Overload implements Flood.Running {
  private static final int TIMES = 5;
  private static final int WINDOW = 8;
  private static final Duration MEASUREMENT = Duration.ofSeconds(3);

  /** The flood is stopped before. */
  private static final Duration FOREVER = Duration.ofDays(1);

  private final LoadGenerator generator;
  private final Thread thread;

  private Overload(LoadGenerator generator, double rate) {
    this.generator = generator;
    this.thread = Daemon.start(() -> send(generator, rate));
  }

  /** Measures the capacity for logins, and starts to send that percentage of five times as many. */
  static Overload start(String uri, int percent) throws InterruptedException {
    var generator = new LoadGenerator(uri);
    var logins = Deployment.subjects().of(Subjects.LOGIN);
    var capacity = Load.closed(generator, logins, WINDOW, MEASUREMENT).rate();
    System.err.printf("capacity: %.0f logins per second%n", capacity);
    return new Overload(generator, capacity * TIMES * percent / 100);
  }

  private static void send(LoadGenerator generator, double rate) {
    try {
      Load.open(generator, Deployment.subjects().of(Subjects.LOGIN), rate, FOREVER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the end of the flood
    }
  }

  @Override
  public long sent() {
    return generator.sent();
  }

  @Override
  public void stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
    generator.close();
  }
}
