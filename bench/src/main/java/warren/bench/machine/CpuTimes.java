package warren.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * How long the processors have worked so far, for each process and for all: Linux's account of one
 * moment, read once for all who are asked about.
 */
final class CpuTimes {
  /** Linux counts in these wherever it runs today: sysconf(_SC_CLK_TCK). */
  private static final double TICKS_PER_S = 100;

  /** Of the machine: user, nice, system, idle, iowait, irq, softirq, steal. */
  private static final int MACHINE = 8;

  private static final int IDLE = 3;
  private static final int IOWAIT = 4;

  private final Map<Long, Times> processes;
  private final long busy;

  private CpuTimes(Map<Long, Times> processes, long busy) {
    this.processes = processes;
    this.busy = busy;
  }

  /**
   * A process's times in ticks.
   *
   * @param parent whose child it is
   * @param own what it has used itself
   * @param ofEnded what its children have used that have ended
   */
  private record Times(long parent, long own, long ofEnded) {
    /** Of the fields behind the name; before the name stands the pid alone. */
    private static final int PARENT = 1;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int USER_OF_ENDED = 13;
    private static final int SYSTEM_OF_ENDED = 14;

    /** Reads what may have spaces and parentheses in its name. */
    static Times of(String stat) {
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      var numbers = Arrays.stream(fields).skip(PARENT).limit(SYSTEM_OF_ENDED);
      var values = numbers.mapToLong(Long::parseLong).toArray();
      return new Times(
          values[0],
          values[USER - PARENT] + values[SYSTEM - PARENT],
          values[USER_OF_ENDED - PARENT] + values[SYSTEM_OF_ENDED - PARENT]);
    }
  }

  static CpuTimes now() {
    return in(Path.of("/proc"));
  }

  /** As it stands in such a folder. */
  static CpuTimes in(Path proc) {
    Map<Long, Times> processes = new TreeMap<>();
    try (var folders = Files.newDirectoryStream(proc, "[1-9]*")) {
      for (var folder : folders) {
        var stat = stat(folder);
        if (!stat.isEmpty()) {
          processes.put(Long.parseLong(folder.getFileName().toString()), Times.of(stat));
        }
      }
      return new CpuTimes(processes, busy(Files.readString(proc.resolve("stat"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty if the process has ended meanwhile. */
  private static String stat(Path folder) {
    try {
      return Files.readString(folder.resolve("stat"));
    } catch (IOException e) {
      return "";
    }
  }

  private static long busy(String stat) {
    var fields = stat.lines().findFirst().orElseThrow().split(" +", -1);
    var times =
        LongStream.rangeClosed(1, MACHINE).map(i -> Long.parseLong(fields[(int) i])).toArray();
    return Arrays.stream(times).sum() - times[IDLE] - times[IOWAIT];
  }

  /** Seconds of a process and of all that it has started, be they ended or not. */
  double ofTree(long pid) {
    return ticksOfTree(pid) / TICKS_PER_S;
  }

  private long ticksOfTree(long pid) {
    var root = processes.get(pid);
    if (root == null) {
      return 0;
    }
    var ofLiving =
        processes.entrySet().stream()
            .filter(process -> process.getValue().parent == pid)
            .mapToLong(child -> ticksOfTree(child.getKey()))
            .sum();
    return root.own + root.ofEnded + ofLiving;
  }

  /** Seconds of a process alone. */
  double of(long pid) {
    var process = processes.get(pid);
    return process == null ? 0 : process.own / TICKS_PER_S;
  }

  /** Seconds of all processors, whoever kept them busy. */
  double ofMachine() {
    return busy / TICKS_PER_S;
  }
}
