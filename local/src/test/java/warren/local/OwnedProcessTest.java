package warren.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warren.local.OwnedProcess.Program;
import warren.local.OwnedProcess.Signal;

final class OwnedProcessTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder;

  @Test
  void theNextRunStopsAProcessThatWasLeftRunning() throws Exception {
    try (OwnedProcess sleeper = start("exec sleep 300")) {
      OwnedProcess.stopLeftOver(folder, "program", Signal.TERM);

      assertFalse(running(sleeper));
      assertFalse(Files.exists(folder.resolve("program.pid")));
    }
  }

  @Test
  void aProcessThatReusesTheRecordedPidIsNotStopped() throws Exception {
    try (OwnedProcess stranger = start("exec sleep 300")) {
      long before = Instant.now().minusSeconds(60).getEpochSecond();
      Files.writeString(folder.resolve("program.pid"), stranger.pid() + " " + before + "\n");

      OwnedProcess.stopLeftOver(folder, "program", Signal.TERM);

      assertTrue(running(stranger));
    }
  }

  @Test
  void aTruncatedPidFileStopsNoProcess() throws Exception {
    try (OwnedProcess process = start("exec sleep 300")) {
      Files.writeString(folder.resolve("program.pid"), Long.toString(process.pid()));

      OwnedProcess.stopLeftOver(folder, "program", Signal.TERM);

      assertTrue(running(process));
    }
  }

  @Test
  void closeSendsTheConfiguredSignal() throws Exception {
    String script =
        "trap 'echo int; exit' INT; trap 'echo term; exit' TERM; echo up; while :; do sleep 0.1; done";
    // a shell cannot trap a signal that was ignored at its start, and a shell's background jobs
    // ignore SIGINT
    String trapping = "exec env --default-signal=INT sh -c \"" + script + "\"";
    OwnedProcess process = OwnedProcess.start(program(trapping, Signal.INT));
    process.awaitReady(SOON, () -> process.lastLines().equals("up"));

    process.close();

    assertEquals("up\nint", process.lastLines());
  }

  @Test
  void noEnvironmentVariableIsInherited() throws Exception {
    try (OwnedProcess process = start("env | cut -d = -f 1 | sort")) {
      assertTrue(process.succeeds(SOON));

      assertEquals("PATH\nPWD", process.lastLines());
    }
  }

  @Test
  void aProcessThatEndsEarlyEndsTheWait() throws Exception {
    try (OwnedProcess process = start("echo no such thing; exit 3")) {
      LocalException failure =
          assertThrows(LocalException.class, () -> process.awaitReady(SOON, () -> false));

      assertEquals(
          "program has ended by itself; its log %s ends with:%nno such thing"
              .formatted(folder.resolve("program.log")),
          failure.getMessage());
    }
  }

  @Test
  void deathIsReportedUnlessTheProcessWasStopped() throws Exception {
    CompletableFuture<String> reported = new CompletableFuture<>();
    CompletableFuture<String> neverReported = new CompletableFuture<>();
    try (OwnedProcess killed = start("exec sleep 300")) {
      killed.onDeath(reported::complete);
      ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
      assertTrue(
          reported
              .get(SOON.toSeconds(), TimeUnit.SECONDS)
              .startsWith("program has ended by itself"));
    }
    try (OwnedProcess stopped = start("exec sleep 300")) {
      stopped.onDeath(neverReported::complete);
    }
    assertFalse(neverReported.isDone());
  }

  @Test
  void anInterruptedThreadAlsoStopsTheProcess() throws Exception {
    OwnedProcess process = start("exec sleep 300");
    Thread.currentThread().interrupt();

    process.close();

    assertTrue(Thread.interrupted(), "the thread must still be interrupted");
    assertFalse(running(process));
  }

  private OwnedProcess start(String script) throws IOException, InterruptedException {
    OwnedProcess process = OwnedProcess.start(program(script, Signal.TERM));
    // once the pid file is written, the program may already have ended successfully
    process.awaitReady(SOON, () -> folder.resolve("program.pid").toFile().length() > 0);
    return process;
  }

  private Program program(String script, Signal stop) {
    return new Program(
        "program", folder, List.of("/bin/sh", "-c", script), Map.of("PATH", Programs.path()), stop);
  }

  private static boolean running(OwnedProcess process) {
    return ProcessHandle.of(process.pid()).filter(Termination::isRunning).isPresent();
  }
}
