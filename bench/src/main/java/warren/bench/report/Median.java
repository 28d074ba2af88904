package warren.bench.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** The middle of some values, which a disturbed one doesn't move far. */
final class Median {
  private Median() {}

  /** No number (NaN) of none, and where one of them is none. */
  static double of(double... values) {
    if (values.length == 0 || Arrays.stream(values).anyMatch(Double::isNaN)) {
      return Double.NaN;
    }
    var sorted = values.clone();
    Arrays.sort(sorted);
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Of what the samples say. */
  static double of(Collection<Sample> samples, ToDoubleFunction<Sample> value) {
    return of(samples.stream().mapToDouble(value).toArray());
  }
}
