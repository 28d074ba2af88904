package warren.settings;

/** The least and the greatest value of a setting; both are allowed. */
public record Bounds<C extends Comparable<C>>(C min, C max) {
  boolean contain(C value) {
    return min.compareTo(value) <= 0 && value.compareTo(max) <= 0;
  }
}
