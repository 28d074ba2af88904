package warren.bench.machine;

import java.util.Collection;

/**
 * What has been used up to a moment, or between two. What can't be known is no number (NaN).
 *
 * @param seconds on the clock
 * @param service seconds of CPU, of all processes that are measured
 * @param broker seconds of CPU; unknown where it isn't ours
 * @param database seconds of CPU; unknown where it isn't ours
 * @param client seconds of CPU that making the load has cost
 * @param busy seconds of CPU of the whole machine
 * @param allocatedBytes by what is measured
 * @param collections of its garbage
 * @param collectionMs that these took
 */
public record Usage(
    double seconds,
    double service,
    double broker,
    double database,
    double client,
    double busy,
    long allocatedBytes,
    long collections,
    long collectionMs) {

  /** Up to now. */
  public static Usage now(Servers servers, Collection<Program> measured) {
    var memories = measured.stream().map(program -> program.jvm().memory()).toList();
    var times = CpuTimes.now();
    return new Usage(
        System.nanoTime() / 1e9,
        measured.stream().mapToDouble(program -> times.ofTree(program.pid())).sum(),
        servers.brokerPid().stream().mapToDouble(times::ofTree).findAny().orElse(Double.NaN),
        servers.databasePid().stream().mapToDouble(times::ofTree).findAny().orElse(Double.NaN),
        times.of(ProcessHandle.current().pid()),
        times.ofMachine(),
        memories.stream().mapToLong(Jvm.Memory::allocatedBytes).sum(),
        memories.stream().mapToLong(Jvm.Memory::collections).sum(),
        memories.stream().mapToLong(Jvm.Memory::collectionMs).sum());
  }

  /** From then to this moment. */
  public Usage since(Usage before) {
    return new Usage(
        seconds - before.seconds,
        service - before.service,
        broker - before.broker,
        database - before.database,
        client - before.client,
        busy - before.busy,
        allocatedBytes - before.allocatedBytes,
        collections - before.collections,
        collectionMs - before.collectionMs);
  }

  /** The share of the processors that went to nobody who takes part; unknown where theirs is. */
  public double others() {
    var rest = Math.max(0, busy - service - broker - database - client);
    return rest / (seconds * Runtime.getRuntime().availableProcessors());
  }
}
