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
 * A snapshot of the CPU time that each process and the whole machine have used, as counted by
 * Linux.
 */
final class CpuTimes {
  /** sysconf(_SC_CLK_TCK), which is 100 on all current Linux systems. */
  private static final double TICKS_PER_S = 100;

  /** The machine's times: user, nice, system, idle, iowait, irq, softirq, steal. */
  private static final int MACHINE_FIELDS = 8;

  private static final int IDLE = 3;
  private static final int IOWAIT = 4;

  private final Map<Long, Times> processes;
  private final long busy;

  private CpuTimes(Map<Long, Times> processes, long busy) {
    this.processes = processes;
    this.busy = busy;
  }

  /**
   * A process's CPU times in ticks.
   *
   * @param parent the process id of its parent
   * @param own the time used by the process itself
   * @param endedChildren the time used by its children that have ended
   */
  private record Times(long parent, long own, long endedChildren) {
    /** Indexes of the fields after the name; only the pid precedes the name. */
    private static final int PARENT = 1;

    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int ENDED_CHILDREN_USER = 13;
    private static final int ENDED_CHILDREN_SYSTEM = 14;

    /** Parses {@code /proc/PID/stat}; the name may contain spaces and parentheses. */
    static Times of(String stat) {
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      var numbers = Arrays.stream(fields).skip(PARENT).limit(ENDED_CHILDREN_SYSTEM);
      var values = numbers.mapToLong(Long::parseLong).toArray();
      return new Times(
          values[0],
          values[USER - PARENT] + values[SYSTEM - PARENT],
          values[ENDED_CHILDREN_USER - PARENT] + values[ENDED_CHILDREN_SYSTEM - PARENT]);
    }
  }

  static CpuTimes now() {
    return in(Path.of("/proc"));
  }

  /** Reads a folder of the form of {@code /proc}. */
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

  /** Returns an empty string if the process has ended since the folder was listed. */
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
        LongStream.rangeClosed(1, MACHINE_FIELDS)
            .map(i -> Long.parseLong(fields[(int) i]))
            .toArray();
    return Arrays.stream(times).sum() - times[IDLE] - times[IOWAIT];
  }

  /** Returns the CPU seconds of a process and all its descendants, including ended ones. */
  double ofTree(long pid) {
    return ticksOfTree(pid) / TICKS_PER_S;
  }

  private long ticksOfTree(long pid) {
    var root = processes.get(pid);
    if (root == null) {
      return 0;
    }
    var descendants =
        processes.entrySet().stream()
            .filter(process -> process.getValue().parent == pid)
            .mapToLong(child -> ticksOfTree(child.getKey()))
            .sum();
    return root.own + root.endedChildren + descendants;
  }

  /** Returns the CPU seconds of a process without its descendants. */
  double of(long pid) {
    var process = processes.get(pid);
    return process == null ? 0 : process.own / TICKS_PER_S;
  }

  /** Returns the busy seconds of all processors, summed. */
  double ofMachine() {
    return busy / TICKS_PER_S;
  }
}
