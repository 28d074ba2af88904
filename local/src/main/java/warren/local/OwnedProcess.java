package warren.local;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child process that a later run can identify. {@code NAME.pid} contains its process id and start
 * time. The child writes this file itself before it executes the program, so that the program never
 * runs unrecorded. Its output goes to {@code NAME.log}.
 */
final class OwnedProcess implements AutoCloseable {
  /**
   * A program to run.
   *
   * @param folder the working directory, which also contains the pid file and the log
   * @param environment the complete environment: no variable is inherited
   * @param stop the signal that requests an orderly stop
   */
  record Program(
      String name,
      Path folder,
      List<String> command,
      Map<String, String> environment,
      Signal stop) {

    Path log() {
      return folder.resolve(name + ".log");
    }
  }

  /** The signals that request an orderly stop. */
  enum Signal {
    INT,
    TERM
  }

  private static final Logger LOG = LoggerFactory.getLogger(OwnedProcess.class);

  /**
   * The shell records its own pid, which the program inherits by {@code exec}. The umask restricts
   * the files that the program creates to their owner.
   */
  private static final String RECORD_AND_EXEC =
      "umask 077 && echo \"$$ $(date +%s)\" > \"$0\" && exec \"$@\"";

  private static final Pattern PID_AND_START = Pattern.compile("(\\d{1,18}) (\\d{1,18})\n");

  /** Times are in whole seconds, and the shell records the time a moment after its start. */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(5);

  private static final int LAST_LINES = 10;

  private final Program program;
  private final Process process;
  private volatile boolean closing;

  private OwnedProcess(Program program, Process process) {
    this.program = program;
    this.process = process;
  }

  static OwnedProcess start(Program program) throws IOException {
    Path log = program.log();
    if (Files.exists(log)) {
      Files.move(log, log.resolveSibling(program.name + ".log.old"), REPLACE_EXISTING);
    }
    ProcessBuilder builder =
        new ProcessBuilder(command(program))
            .directory(program.folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(log.toFile());
    builder.environment().clear();
    builder.environment().putAll(program.environment);
    return new OwnedProcess(program, Watchdog.start(builder, program.stop));
  }

  /** Stops the process that a killed predecessor left running under this name, and no other. */
  static void stopLeftOver(Path folder, String name, Signal stop) {
    Path pidFile = pidFile(folder, name);
    try {
      if (!Files.exists(pidFile)) {
        return;
      }
      Optional<ProcessHandle> leftOver = recorded(Files.readString(pidFile));
      if (leftOver.isPresent()) {
        LOG.info("stopping {}, left over as process {}", name, leftOver.get().pid());
        Termination.stop(name, leftOver.get(), stop);
      }
      Files.delete(pidFile);
    } catch (IOException e) {
      throw new LocalException("The pid file " + pidFile + " cannot be used: " + e, e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** Kills the process and its descendants, as a loss of power does, and waits for their end. */
  void kill() throws InterruptedException {
    closing = true;
    List<ProcessHandle> all = family();
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle one : all) {
      Termination.awaitEnd(program.name, one);
    }
  }

  /** Suspends the process and its descendants: their sockets remain open, and they do nothing. */
  void freeze() {
    Termination.signal("STOP", family());
  }

  /** Continues after {@link #freeze}. */
  void resume() {
    Termination.signal("CONT", family());
  }

  private List<ProcessHandle> family() {
    ProcessHandle handle = process.toHandle();
    return Stream.concat(Stream.of(handle), handle.descendants()).toList();
  }

  /** Passes a message for the user to the listener if the process ends without being stopped. */
  void onDeath(Consumer<String> listener) {
    var unused =
        process
            .onExit()
            .thenAccept(
                ended -> {
                  if (!closing) {
                    listener.accept(deathMessage());
                  }
                });
  }

  /**
   * Waits until the process is ready.
   *
   * @throws LocalException if the process ends first, or is not ready in time
   */
  void awaitReady(Duration time, BooleanSupplier ready) throws InterruptedException {
    Deadline deadline = Deadline.in(time);
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new LocalException(deathMessage());
      }
      if (!deadline.pause()) {
        throw new LocalException(
            "%s was not ready after %d s; its log ends with:%n%s"
                .formatted(program.name, time.toSeconds(), lastLines()));
      }
    }
  }

  /** Waits for the process to end; returns whether it ended in time with exit status 0. */
  boolean succeeds(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
  }

  /** Returns the last ten lines of the log. */
  String lastLines() {
    try {
      List<String> lines =
          Files.readString(program.log(), StandardCharsets.ISO_8859_1).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "(" + program.log() + " cannot be read)";
    }
  }

  /** Stops the process by its signal, or kills it after 30 s. A second call has no effect. */
  @Override
  public void close() {
    closing = true;
    try {
      Termination.stop(program.name, process.toHandle(), program.stop);
      Files.deleteIfExists(pidFile(program.folder, program.name));
    } catch (IOException e) {
      LOG.warn("{} has ended, but its pid file cannot be deleted", program.name, e);
    }
  }

  private String deathMessage() {
    return "%s has ended by itself; its log %s ends with:%n%s"
        .formatted(program.name, program.log(), lastLines());
  }

  private static List<String> command(Program program) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", RECORD_AND_EXEC));
    command.add(pidFile(program.folder, program.name).toString());
    command.addAll(Programs.inOwnSession(program.command));
    return command;
  }

  private static Path pidFile(Path folder, String name) {
    return folder.resolve(name + ".pid");
  }

  /** Returns the recorded process unless it has ended; its pid may have been reused since. */
  private static Optional<ProcessHandle> recorded(String record) {
    Matcher matcher = PID_AND_START.matcher(record);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Instant start = Instant.ofEpochSecond(Long.parseLong(matcher.group(2)));
    return ProcessHandle.of(Long.parseLong(matcher.group(1)))
        .filter(
            process -> process.info().startInstant().filter(at -> isNear(at, start)).isPresent());
  }

  private static boolean isNear(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(START_TOLERANCE) <= 0;
  }
}
