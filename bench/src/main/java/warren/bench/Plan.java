package warren.bench;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import warren.bench.report.Part;

/**
 * The plan of a benchmark.
 *
 * @param parts the parts that are measured
 * @param rounds the number of rounds of each part
 * @param time the duration of each measurement
 * @param warmUp the duration of the warm-up
 * @param windows the numbers of requests in flight in the closed loops
 * @param processes the numbers of service processes in part processes
 * @param small the number of accounts
 * @param large the larger number of accounts in part sizes
 * @param subjects the measured operations
 * @param memoryRequests the number of requests sent before the memory is read
 * @param javaOptions additional options of the service's JVM
 */
record Plan(
    Set<Part> parts,
    int rounds,
    Duration time,
    Duration warmUp,
    List<Integer> windows,
    List<Integer> processes,
    int small,
    int large,
    List<String> subjects,
    int memoryRequests,
    String javaOptions) {

  boolean includesAny(Part... wanted) {
    return List.of(wanted).stream().anyMatch(parts::contains);
  }
}
