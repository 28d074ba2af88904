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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A child process that a later run recognises. Its pid and start stand in {@code NAME.pid}, written
 * by the child itself before it becomes the program: there is no instant in which it runs unknown.
 * What it prints goes to {@code NAME.log}.
 */
final class OwnedProcess implements AutoCloseable {
  /**
   * What to run, and how it likes to be stopped.
   *
   * @param folder where the pid and the log are kept, and where the program runs
   * @param environment all of it: nothing is inherited
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

  /** The signals by which a program can be asked to end. */
  enum Signal {
    INT,
    TERM
  }

  private static final Logger LOG = LoggerFactory.getLogger(OwnedProcess.class);

  /** Run by a shell whose pid the program then takes over. What it makes is its owner's alone. */
  private static final String RECORD_AND_BECOME =
      "umask 077 && echo \"$$ $(date +%s)\" > \"$0\" && exec \"$@\"";

  private static final Pattern PID_AND_START = Pattern.compile("(\\d{1,18}) (\\d{1,18})\n");

  /** The system tells a start in whole seconds, and the shell takes its time to write its own. */
  private static final Duration SAME_START = Duration.ofSeconds(5);

  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration AFTER_KILL = Duration.ofSeconds(5);
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

  /** Stops what a predecessor that was killed left running under this name, and nothing else. */
  static void stopLeftOver(Path folder, String name, Signal stop) {
    Path pidFile = pidFile(folder, name);
    try {
      if (!Files.exists(pidFile)) {
        return;
      }
      Optional<ProcessHandle> leftOver = recorded(Files.readString(pidFile));
      if (leftOver.isPresent()) {
        LOG.info("stopping {}, left over as process {}", name, leftOver.get().pid());
        end(name, leftOver.get(), stop);
      }
      Files.delete(pidFile);
    } catch (IOException e) {
      throw new LocalException("The record " + pidFile + " can't be used: " + e, e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** Hands over a sentence for people if the process ends without having been told to. */
  void onDeath(Consumer<String> told) {
    var unused =
        process
            .onExit()
            .thenAccept(
                ended -> {
                  if (!closing) {
                    told.accept(ending());
                  }
                });
  }

  /**
   * Waits until the process does its work.
   *
   * @throws LocalException if it ends before, or the time is over
   */
  void awaitReady(Duration time, BooleanSupplier ready) throws InterruptedException {
    Deadline deadline = Deadline.in(time);
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new LocalException(ending());
      }
      if (!deadline.pause()) {
        throw new LocalException(
            "%s was not ready after %d s; its log ends with:%n%s"
                .formatted(program.name, time.toSeconds(), lastLines()));
      }
    }
  }

  /** Waits for a program that ends by itself; true if it did so in time and well. */
  boolean succeeds(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
  }

  /** The end of what it printed. */
  String lastLines() {
    try {
      List<String> lines =
          Files.readString(program.log(), StandardCharsets.ISO_8859_1).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "(" + program.log() + " can't be read)";
    }
  }

  /** Stops it: asks first, and kills when it takes too long. A second call does nothing. */
  @Override
  public void close() {
    closing = true;
    try {
      end(program.name, process.toHandle(), program.stop);
      Files.deleteIfExists(pidFile(program.folder, program.name));
    } catch (IOException e) {
      LOG.warn("{} has ended, but its pid file stays", program.name, e);
    }
  }

  private String ending() {
    return "%s has ended by itself; its log %s ends with:%n%s"
        .formatted(program.name, program.log(), lastLines());
  }

  private static List<String> command(Program program) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", RECORD_AND_BECOME));
    command.add(pidFile(program.folder, program.name).toString());
    // in a session of its own a terminal's Ctrl-C doesn't reach it before we have drained
    Programs.find("setsid").map(Path::toString).ifPresent(command::add);
    command.addAll(program.command);
    return command;
  }

  private static Path pidFile(Path folder, String name) {
    return folder.resolve(name + ".pid");
  }

  /** The process that was recorded, unless it is gone or its pid is a stranger's by now. */
  private static Optional<ProcessHandle> recorded(String record) {
    Matcher matcher = PID_AND_START.matcher(record);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Instant start = Instant.ofEpochSecond(Long.parseLong(matcher.group(2)));
    return ProcessHandle.of(Long.parseLong(matcher.group(1)))
        .filter(process -> process.info().startInstant().filter(at -> near(at, start)).isPresent());
  }

  private static boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(SAME_START) <= 0;
  }

  private static void end(String name, ProcessHandle process, Signal stop) throws IOException {
    // an interrupted thread closes as well as any other
    boolean interrupted = Thread.interrupted();
    try {
      if (!endsBy(stop, process)) {
        LOG.warn("{} did not stop within {} s and is killed", name, GRACE.toSeconds());
        process.destroyForcibly();
        if (!ends(process, AFTER_KILL)) {
          throw new LocalException(name + " can't be stopped: process " + process.pid());
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

  private static void signal(ProcessHandle process, Signal signal) throws IOException {
    if (signal == Signal.TERM) {
      process.destroy();
    } else {
      new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " " + process.pid()).start();
    }
  }

  /** Asks again and again: a node that is just booting may not hear it yet. */
  private static boolean endsBy(Signal stop, ProcessHandle process)
      throws IOException, InterruptedException {
    for (int asked = 0; asked < GRACE.toSeconds() && isRunning(process); asked++) {
      signal(process, stop);
      if (ends(process, Duration.ofSeconds(1))) {
        return true;
      }
    }
    return !isRunning(process);
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

  /** A zombie counts as ended: where nobody reaps orphans, as in some containers, it stays. */
  static boolean isRunning(ProcessHandle process) {
    // in this order: a zombie may be reaped between the two looks
    return !isZombie(process.pid()) && process.isAlive();
  }

  private static boolean isZombie(long pid) {
    try {
      String stat =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
    } catch (IOException goneOrNoProc) {
      return false;
    }
  }
}
