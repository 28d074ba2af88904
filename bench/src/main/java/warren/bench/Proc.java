package warren.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What Linux knows of processes. */
final class Proc {
  private static final Path PROC = Path.of("/proc");

  /** Linux counts in these wherever it runs today: sysconf(_SC_CLK_TCK). */
  private static final double TICKS_PER_S = 100;

  /** Of the fields behind a process's name: user, system. */
  private static final int UTIME = 11;

  /** Of the machine: user, nice, system, idle, iowait, irq, softirq, steal. */
  private static final int IDLE = 3;

  private static final int IOWAIT = 4;
  private static final int ALL = 8;

  private Proc() {}

  /** Seconds of CPU that a process and its descendants, as they stand now, have used so far. */
  static double cpuSeconds(long pid) {
    var tree =
        ProcessHandle.of(pid).stream()
            .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()));
    return tree.mapToLong(process -> ticks(process.pid())).sum() / TICKS_PER_S;
  }

  /** Seconds of CPU that this process alone has used so far. */
  static double ownCpuSeconds() {
    return ticks(ProcessHandle.current().pid()) / TICKS_PER_S;
  }

  /** Seconds that the machine's processors have been busy so far, whoever kept them so. */
  static double busySeconds() {
    var fields = read(PROC.resolve("stat")).lines().findFirst().orElseThrow().split(" +", -1);
    var times = LongStream.rangeClosed(1, ALL).map(i -> Long.parseLong(fields[(int) i])).toArray();
    return (Arrays.stream(times).sum() - times[IDLE] - times[IOWAIT]) / TICKS_PER_S;
  }

  /** What a process holds in memory, in MiB. */
  static double residentMib(long pid) {
    return read(PROC.resolve(pid + "/status"))
            .lines()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        / 1024.0;
  }

  private static long ticks(long pid) {
    var stat = read(PROC.resolve(pid + "/stat"));
    if (stat.isEmpty()) {
      return 0;
    }
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1]);
  }

  /** Empty if the process has ended meanwhile. */
  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
