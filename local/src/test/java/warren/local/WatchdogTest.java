package warren.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WatchdogTest {
  /** Starts a process, prints its pid and waits to be killed. */
  static final class KilledJvm {
    private KilledJvm() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      System.out.println(Watchdog.start(new ProcessBuilder("sleep", "300")).pid());
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  @Test
  void theProcessAndItsWatchdogEndWhenTheJvmIsKilled() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledJvm.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<ProcessHandle> started;
    try {
      long pid = Long.parseLong(requireNonNull(jvm.inputReader(UTF_8).readLine()));
      started = jvm.descendants().toList();
      assertEquals(2, started.size());
      assertEquals(1, started.stream().filter(process -> process.pid() == pid).count());
    } finally {
      jvm.destroyForcibly();
    }

    Running.awaitNone(started);
  }

  @Test
  void theWatchdogEndsWithItsProcess() throws Exception {
    List<ProcessHandle> before = Running.descendants();

    assertEquals(0, Watchdog.start(new ProcessBuilder("true")).waitFor());

    Running.awaitNone(
        Running.descendants().stream().filter(process -> !before.contains(process)).toList());
  }
}
