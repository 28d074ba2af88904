package warren.bench.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** The median, on which a single disturbed value has little effect. */
final class Median {
  private Median() {}

  /** Returns the median; NaN if there are no values or one of them is NaN. */
  static double of(double... values) {
    if (values.length == 0 || Arrays.stream(values).anyMatch(Double::isNaN)) {
      return Double.NaN;
    }
    var sorted = values.clone();
    Arrays.sort(sorted);
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Returns the median of a property of the samples. */
  static double of(Collection<Sample> samples, ToDoubleFunction<Sample> value) {
    return of(samples.stream().mapToDouble(value).toArray());
  }
}
