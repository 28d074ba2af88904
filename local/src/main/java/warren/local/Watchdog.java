package warren.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/**
 * Stops a child process when this JVM ends without having stopped it, for example by SIGKILL. The
 * watchdog is a shell that waits for the end of a pipe, which the system closes when the JVM ends.
 */
public final class Watchdog {
  /** The signals that end the JVM may reach the watchdog too, which must outlive the JVM. */
  private static final String STOP_AT_END_OF_INPUT =
      """
      trap '' HUP INT TERM
      read -r pid || exit 0
      read -r rest
      seconds=0
      while [ "$seconds" -lt "$2" ]; do
        kill -s "$1" "$pid" || exit 0
        sleep 1
        seconds=$((seconds + 1))
      done
      kill -s KILL "$pid"
      """;

  private static final String GRACE_SECONDS = "30";

  private Watchdog() {}

  /**
   * Starts a process that gets SIGTERM when this JVM ends, and SIGKILL if it still runs 30 s later.
   * Its own children get no signal.
   */
  public static Process start(ProcessBuilder program) throws IOException {
    return start(program, OwnedProcess.Signal.TERM);
  }

  /** Starts the watchdog first: it must already run when the process starts. */
  static Process start(ProcessBuilder program, OwnedProcess.Signal stop) throws IOException {
    Process watchdog = shell(stop);
    try {
      Process process = program.start();
      watch(watchdog, process);
      var unused = process.onExit().thenRun(watchdog::destroyForcibly);
      return process;
    } catch (IOException e) {
      watchdog.destroyForcibly();
      throw e;
    }
  }

  private static void watch(Process watchdog, Process process) throws IOException {
    try {
      watchdog.getOutputStream().write((process.pid() + "\n").getBytes(US_ASCII));
      watchdog.getOutputStream().flush();
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static Process shell(OwnedProcess.Signal stop) throws IOException {
    List<String> command =
        Programs.inOwnSession(
            List.of("/bin/sh", "-c", STOP_AT_END_OF_INPUT, "watchdog", stop.name(), GRACE_SECONDS));
    return new ProcessBuilder(command)
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
  }
}
