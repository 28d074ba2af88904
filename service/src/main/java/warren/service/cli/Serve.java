package warren.service.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import warren.service.Service;
import warren.service.config.Settings;

/** {@code serve}. */
@Command(
    name = "serve",
    description = "Runs the service against the broker and the database that the settings name.")
public final class Serve implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    var out = spec.commandLine().getOut();
    var service = Service.start(Settings.of(System.getenv()));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service), "stop"));
    service
        .firstAdministrator()
        .ifPresent(
            first ->
                out.printf(
                    "The first administrator is %s, its password %s (shown once).%n",
                    first.username(), first.password().reveal()));
    out.println("Warren is ready.");
    out.flush();
    new CountDownLatch(1).await();
    return 0;
  }

  private void stop(Service service) {
    var err = spec.commandLine().getErr();
    err.println("stopping…");
    service.close();
    err.println("stopped.");
  }
}
