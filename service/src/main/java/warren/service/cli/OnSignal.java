package warren.service.cli;

/** Runs a task at Ctrl-C and SIGTERM, before the program ends. */
final class OnSignal {
  private final Thread hook;

  OnSignal(Runnable task) {
    this.hook = new Thread(task, "stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Leaves signals to others. */
  void cancel() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyStopping) {
      // the task runs or has run
    }
  }
}
