package warren.service.cli;

/** Runs a task at Ctrl-C and SIGTERM, before the program ends; not after this is closed. */
final class OnSignal implements AutoCloseable {
  private final Thread hook;

  OnSignal(Runnable task) {
    this.hook = new Thread(task, "stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyStopping) {
      // the task runs or has run
    }
  }
}
