package warren.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No process remains, however the servers end. */
final class ServersEndIT {
  @TempDir Path folder;

  @Test
  void theDeathOfOneServerIsReportedAndCloseStopsTheOther() throws Exception {
    List<ProcessHandle> started;
    try (DataFolder data = DataFolder.open(folder);
        LocalServers servers = LocalServers.start(data, 0, List.of())) {
      started = Running.descendants();
      started.stream()
          .filter(process -> process.info().command().orElse("").endsWith("/beam.smp"))
          .forEach(ProcessHandle::destroyForcibly);

      String message = servers.died().get(10, TimeUnit.SECONDS);

      assertTrue(message.startsWith("broker has ended by itself"), message);
    }
    assertTrue(started.size() > 3, "expected a broker, an epmd, a postgres and its children");
    Running.awaitNone(started);
  }

  @Test
  void aPortInUseIsReportedAndTheOtherServerIsStopped() throws Exception {
    try (ServerSocket occupied = new ServerSocket(0);
        DataFolder data = DataFolder.open(folder)) {
      LocalException failure =
          assertThrows(
              LocalException.class,
              () -> LocalServers.start(data, occupied.getLocalPort(), List.of()));

      assertEquals(
          "Port %d on 127.0.0.1 is in use by another program.".formatted(occupied.getLocalPort()),
          failure.getMessage());
    }
    Running.awaitNone(Running.descendants());
  }

  @Test
  void anInterruptedStartLeavesNoProcess() throws Exception {
    try (DataFolder data = DataFolder.open(folder)) {
      Thread starting = Thread.currentThread();
      Thread interrupter = new Thread(() -> interruptOnceTheBrokerStarts(starting));
      interrupter.start();

      assertThrows(
          InterruptedException.class, () -> LocalServers.start(data, 0, List.of()).close());
      interrupter.join();
    }
    Running.awaitNone(Running.descendants());
  }

  @Test
  void theServersOfAKilledJvmStopByThemselves() throws Exception {
    OtherJvm killed = OtherJvm.start(folder);
    List<ProcessHandle> servers;
    try {
      servers = killed.servers();
    } finally {
      killed.kill();
    }

    assertTrue(servers.size() > 3, "a broker, an epmd, a postgres and its children");
    Running.awaitNone(servers);
  }

  @Test
  void theServersOfAKilledProcessGroupStopByThemselves() throws Exception {
    OtherJvm killed = OtherJvm.start(folder);
    List<ProcessHandle> servers;
    try {
      servers = killed.servers();
      killed.killGroup();
    } finally {
      killed.kill();
    }

    assertTrue(servers.size() > 3, "a broker, an epmd, a postgres and its children");
    Running.awaitNone(servers);
  }

  private void interruptOnceTheBrokerStarts(Thread starting) {
    try {
      Deadline deadline = Deadline.in(Duration.ofSeconds(10));
      while (!folder.resolve("broker/broker.pid").toFile().exists() && deadline.pause()) {
        // check again until the deadline
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    starting.interrupt();
  }
}
