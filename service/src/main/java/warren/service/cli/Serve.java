package warren.service.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import warren.service.Service;
import warren.service.config.Settings;
import warren.settings.StartException;

/** {@code serve}. */
@Command(
    name = "serve",
    description = "Runs the service with the broker and the database in the settings.")
public final class Serve implements Callable<Integer> {
  /** Serves until the process receives a signal; returns an exit code only if it cannot start. */
  @Override
  public Integer call() throws InterruptedException {
    try {
      serve();
      return ExitCode.OK;
    } catch (StartException e) {
      System.err.println(e.getMessage());
      return ExitCode.SOFTWARE;
    }
  }

  private static void serve() throws InterruptedException {
    var service = Service.start(Settings.of(System.getenv()));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service), "stop"));
    service
        .firstAdministrator()
        .ifPresent(
            first ->
                System.out.printf(
                    "The first administrator is %s with the password %s (shown once).%n",
                    first.username(), first.password().reveal()));
    System.out.println("Warren is ready.");
    new CountDownLatch(1).await();
  }

  private static void stop(Service service) {
    System.err.println("stopping…");
    service.close();
    System.err.println("stopped.");
  }
}
