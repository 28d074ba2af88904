package warren.bench.machine;

import java.util.Collection;

/**
 * Resources used up to a point in time, or between two. Unknown values are NaN.
 *
 * @param seconds wall-clock time in seconds
 * @param service CPU seconds of all measured programs
 * @param broker CPU seconds of the broker; NaN if the broker is external
 * @param database CPU seconds of the database; NaN if the database is external
 * @param client CPU seconds of the load generator
 * @param busy CPU seconds of the whole machine
 * @param allocatedBytes bytes allocated by the measured programs
 * @param collections number of their garbage collections
 * @param collectionMs duration of these collections
 */
public record ResourceUsage(
    double seconds,
    double service,
    double broker,
    double database,
    double client,
    double busy,
    long allocatedBytes,
    long collections,
    long collectionMs) {

  /** Returns the resources used until now. */
  public static ResourceUsage now(Servers servers, Collection<Program> measured) {
    var memories = measured.stream().map(program -> program.jvm().memory()).toList();
    var times = CpuTimes.now();
    return new ResourceUsage(
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

  /** Returns the resources used between an earlier reading and this one. */
  public ResourceUsage since(ResourceUsage before) {
    return new ResourceUsage(
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

  /** Returns the share of the CPU time used by processes outside the benchmark, 0 to 1, or NaN. */
  public double otherProcesses() {
    var rest = Math.max(0, busy - service - broker - database - client);
    return rest / (seconds * Runtime.getRuntime().availableProcessors());
  }
}
