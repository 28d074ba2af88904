package warren.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What has been used up to a moment, or between two.
 *
 * @param service seconds of CPU, of all processes that are measured
 * @param broker seconds of CPU; 0 where it isn't ours
 * @param database seconds of CPU; 0 where it isn't ours
 * @param client seconds of CPU that making the load has cost
 * @param busy seconds of CPU of the whole machine
 * @param allocatedBytes by what is measured
 * @param collections of its garbage
 * @param collectionMs that these took
 */
record Usage(
    double service,
    double broker,
    double database,
    double client,
    double busy,
    long allocatedBytes,
    long collections,
    long collectionMs) {

  static Usage now(Servers servers, List<Program> measured) {
    var memories = measured.stream().map(program -> program.jvm().memory()).toList();
    return new Usage(
        sum(measured, program -> Proc.cpuSeconds(program.pid())),
        servers.brokerCpuSeconds(),
        servers.databaseCpuSeconds(),
        Proc.ownCpuSeconds(),
        Proc.busySeconds(),
        memories.stream().mapToLong(Jvm.Memory::allocatedBytes).sum(),
        memories.stream().mapToLong(Jvm.Memory::collections).sum(),
        memories.stream().mapToLong(Jvm.Memory::collectionMs).sum());
  }

  private static double sum(List<Program> programs, ToDoubleFunction<Program> of) {
    return programs.stream().mapToDouble(of).sum();
  }

  Usage since(Usage before) {
    return new Usage(
        service - before.service,
        broker - before.broker,
        database - before.database,
        client - before.client,
        busy - before.busy,
        allocatedBytes - before.allocatedBytes,
        collections - before.collections,
        collectionMs - before.collectionMs);
  }

  /** Seconds of CPU that nobody of those who take part has used. */
  double others() {
    return Math.max(0, busy - service - broker - database - client);
  }
}
