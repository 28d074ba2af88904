package warren.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops processes: by a signal first, and by a kill if the signal has no effect. */
final class Termination {
  private static final Logger LOG = LoggerFactory.getLogger(Termination.class);

  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration AFTER_KILL = Duration.ofSeconds(5);

  /** One of the processes may have ended by itself. */
  private static final String SIGNAL_ALL = "for pid; do kill -s \"$0\" \"$pid\" 2>/dev/null; done";

  private Termination() {}

  /**
   * Stops the process and waits until it has ended.
   *
   * @throws LocalException if it still runs 5 s after it was killed
   */
  static void stop(String name, ProcessHandle process, OwnedProcess.Signal signal)
      throws IOException {
    // an interrupted thread must stop its processes too
    boolean interrupted = Thread.interrupted();
    try {
      if (!endsBy(signal, process)) {
        LOG.warn("{} did not stop within {} s and is killed", name, GRACE.toSeconds());
        process.destroyForcibly();
        if (!ends(process, AFTER_KILL)) {
          throw new LocalException(name + " cannot be stopped: process " + process.pid());
        }
      }
    } catch (InterruptedException e) {
      interrupted = true;
      process.destroyForcibly();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for the end of a killed process. */
  static void awaitEnd(String name, ProcessHandle killed) throws InterruptedException {
    if (!ends(killed, AFTER_KILL)) {
      throw new LocalException(name + " cannot be killed: process " + killed.pid());
    }
  }

  /** Sends a signal to all processes that have not ended. */
  static void signal(String signal, List<ProcessHandle> processes) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SIGNAL_ALL, signal));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    try {
      new ProcessBuilder(command).start().onExit().join();
    } catch (IOException e) {
      throw new LocalException("The signal " + signal + " cannot be sent: " + e, e);
    }
  }

  /**
   * Whether the process has not ended. A zombie has ended: in some containers no process reaps
   * orphans, and their zombies remain.
   */
  static boolean isRunning(ProcessHandle process) {
    // in this order: a zombie may be reaped between the two checks
    return !isZombie(process.pid()) && process.isAlive();
  }

  /** Repeats the signal every second: a node that is booting may not handle it yet. */
  private static boolean endsBy(OwnedProcess.Signal signal, ProcessHandle process)
      throws IOException, InterruptedException {
    for (int sent = 0; sent < GRACE.toSeconds() && isRunning(process); sent++) {
      send(signal, process);
      if (ends(process, Duration.ofSeconds(1))) {
        return true;
      }
    }
    return !isRunning(process);
  }

  private static void send(OwnedProcess.Signal signal, ProcessHandle process) throws IOException {
    if (signal == OwnedProcess.Signal.TERM) {
      process.destroy();
    } else {
      new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " " + process.pid()).start();
    }
  }

  private static boolean ends(ProcessHandle process, Duration time) throws InterruptedException {
    Deadline deadline = Deadline.in(time);
    while (isRunning(process)) {
      if (!deadline.pause()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZombie(long pid) {
    try {
      String stat =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
    } catch (IOException endedOrNoProc) {
      return false;
    }
  }
}
