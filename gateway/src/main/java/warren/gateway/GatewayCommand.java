package warren.gateway;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gateway}. */
@Command(
    name = "gateway",
    description =
        "Serves the operations over HTTP and forwards requests to the broker in the settings.")
public final class GatewayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    var out = spec.commandLine().getOut();
    var gateway = Gateway.start(GatewaySettings.of(System.getenv()));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway), "stop"));
    out.printf("The gateway is ready on port %d.%n", gateway.port());
    out.flush();
    new CountDownLatch(1).await();
    return 0;
  }

  private void stop(Gateway gateway) {
    var err = spec.commandLine().getErr();
    err.println("stopping…");
    gateway.close();
    err.println("stopped.");
  }
}
