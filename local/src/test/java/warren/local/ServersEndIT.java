package warren.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the servers end: nothing is left. */
final class ServersEndIT {
  @TempDir Path folder;

  @Test
  void theDeathOfOneIsToldAndACloseStopsTheOther() throws Exception {
    List<ProcessHandle> started;
    try (DataFolder data = DataFolder.open(folder);
        LocalServers servers = LocalServers.start(data, 0, List.of())) {
      started = Running.descendants();
      started.stream()
          .filter(process -> process.info().command().orElse("").endsWith("/beam.smp"))
          .forEach(ProcessHandle::destroyForcibly);

      String told = servers.died().get(10, TimeUnit.SECONDS);

      assertTrue(told.startsWith("broker has ended by itself"), told);
    }
    assertTrue(started.size() > 3, "a broker, an epmd, a postgres and its children");
    Running.awaitNone(started);
  }

  @Test
  void aTakenPortIsSaidAndTheOtherServerIsStopped() throws Exception {
    try (ServerSocket taken = new ServerSocket(0);
        DataFolder data = DataFolder.open(folder)) {
      LocalException failure =
          assertThrows(
              LocalException.class,
              () -> LocalServers.start(data, taken.getLocalPort(), List.of()));

      assertEquals(
          "Port %d on 127.0.0.1 is taken by another program.".formatted(taken.getLocalPort()),
          failure.getMessage());
    }
    Running.awaitNone(Running.descendants());
  }

  @Test
  void anInterruptedStartLeavesNothing() throws Exception {
    try (DataFolder data = DataFolder.open(folder)) {
      Thread starting = Thread.currentThread();
      Thread impatient = new Thread(() -> interruptOnceSomethingRuns(starting));
      impatient.start();

      assertThrows(
          InterruptedException.class, () -> LocalServers.start(data, 0, List.of()).close());
      impatient.join();
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
  void theDataOfAnotherMajorVersionIsRefused() throws IOException {
    PrivateFiles.folder(folder.resolve("17"));

    LocalException refusal =
        assertThrows(LocalException.class, () -> PrivatePostgres.start(folder).close());

    assertEquals(
        folder
            + " holds the data of PostgreSQL 17, and this is PostgreSQL 18: dump it with the former"
            + " first.",
        refusal.getMessage());
  }

  private void interruptOnceSomethingRuns(Thread starting) {
    try {
      Deadline deadline = Deadline.in(Duration.ofSeconds(10));
      while (!folder.resolve("broker/broker.pid").toFile().exists() && deadline.pause()) {
        // not yet
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    starting.interrupt();
  }
}
