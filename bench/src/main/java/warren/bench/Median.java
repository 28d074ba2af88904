package warren.bench;

import java.util.Arrays;

/** The middle of some values, which a disturbed one doesn't move far. */
final class Median {
  private Median() {}

  static double of(double... values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    var sorted = values.clone();
    Arrays.sort(sorted);
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
