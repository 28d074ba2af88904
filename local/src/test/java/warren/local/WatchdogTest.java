package warren.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WatchdogTest {
  /** Starts a process in a session of its own, prints its pid and waits to be killed. */
  static final class KilledJvm {
    private KilledJvm() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      System.out.println(Watchdog.start(new ProcessBuilder("setsid", "sleep", "300")).pid());
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  @Test
  void theProcessAndItsWatchdogEndWhenTheJvmIsKilled() throws Exception {
    Process jvm = OtherJvm.start(KilledJvm.class);
    List<ProcessHandle> started;
    try {
      started = started(jvm);
    } finally {
      jvm.destroyForcibly();
    }

    Running.awaitNone(started);
  }

  @Test
  void theProcessAndItsWatchdogEndWhenTheProcessGroupOfTheJvmIsKilled() throws Exception {
    Process jvm = OtherJvm.start(KilledJvm.class);
    List<ProcessHandle> started;
    try {
      started = started(jvm);
      OtherJvm.killGroup(jvm);
    } finally {
      jvm.destroyForcibly();
    }

    Running.awaitNone(started);
  }

  private static List<ProcessHandle> started(Process jvm) throws IOException {
    long pid = Long.parseLong(requireNonNull(jvm.inputReader(UTF_8).readLine()));
    List<ProcessHandle> started = jvm.descendants().toList();
    assertEquals(2, started.size());
    assertEquals(1, started.stream().filter(process -> process.pid() == pid).count());
    return started;
  }

  @Test
  void theWatchdogEndsWithItsProcess() throws Exception {
    List<ProcessHandle> before = Running.descendants();

    assertEquals(0, Watchdog.start(new ProcessBuilder("true")).waitFor());

    Running.awaitNone(
        Running.descendants().stream().filter(process -> !before.contains(process)).toList());
  }
}
