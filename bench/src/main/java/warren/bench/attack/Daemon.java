package warren.bench.attack;

/** Threads that do not prevent the end of the program. */
final class Daemon {
  private Daemon() {}

  static Thread start(Runnable work) {
    var thread = new Thread(work, "attack");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
