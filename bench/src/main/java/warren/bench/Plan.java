package warren.bench;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import warren.bench.report.Part;

/**
 * What is measured, and how much of it.
 *
 * @param parts of all that can be
 * @param rounds how often each
 * @param time how long each time
 * @param warmUp how long requests are sent before
 * @param windows of the closed loops
 * @param processes how many services share the work where several do
 * @param small how many accounts there are
 * @param large and how many where many are compared with few
 * @param subjects which operations
 * @param memoryRequests how many are sent before the memory is read
 * @param javaOptions further ones of the service's JVM
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

  boolean has(Part... any) {
    return List.of(any).stream().anyMatch(parts::contains);
  }
}
