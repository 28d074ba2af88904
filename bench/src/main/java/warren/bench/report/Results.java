package warren.bench.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * The results of a benchmark.
 *
 * @param machine the description of the machine, in one line
 * @param samples the measurements in chronological order
 * @param startSeconds for each start of a service, the time from process start to ready
 * @param residentMib by the number of sessions, the resident memory of a service with a small heap
 * @param memoryRequests the number of requests sent before the memory is read
 */
public record Results(
    String machine,
    List<Sample> samples,
    @JsonProperty("start_seconds") List<Double> startSeconds,
    @JsonProperty("resident_mib_by_sessions") SortedMap<Integer, Double> residentMib,
    @JsonProperty("memory_requests") int memoryRequests) {
  /** The variants of part audit. */
  public static final String RECORDED = "on";

  public static final String UNRECORDED = "off";

  /** The maximum size of the small heap. */
  public static final int HEAP_MIB = 128;

  List<Sample> of(Part part) {
    return samples.stream().filter(sample -> sample.part() == part).toList();
  }

  /** Returns the distinct values of a property, in the order of their first occurrence. */
  static <T> List<T> distinct(List<Sample> samples, Function<Sample, T> property) {
    return samples.stream().map(property).distinct().toList();
  }
}
