package warren.bench.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * All that was measured.
 *
 * @param machine on what, in a line
 * @param samples in the order in which they were taken
 * @param startSeconds from the start of a service's process until it was ready
 * @param residentMib what a service with a little heap held in memory, by the number of sessions
 * @param memoryRequests after so many requests
 */
public record Results(
    String machine,
    List<Sample> samples,
    @JsonProperty("start_seconds") List<Double> startSeconds,
    @JsonProperty("resident_mib_by_sessions") SortedMap<Integer, Double> residentMib,
    @JsonProperty("memory_requests") int memoryRequests) {
  /** That heap. */
  public static final int HEAP_MIB = 128;

  List<Sample> of(Part part) {
    return samples.stream().filter(sample -> sample.part() == part).toList();
  }

  /** What is among them, each once, in order. */
  static <T> List<T> distinct(List<Sample> samples, Function<Sample, T> property) {
    return samples.stream().map(property).distinct().toList();
  }
}
