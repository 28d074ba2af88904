package warren.bench.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class MedianTest {
  @Test
  void theMedianOfAnOddCountIsTheMiddleValue() {
    assertEquals(7, Median.of(7));
    assertEquals(3, Median.of(1_000, 3, 1));
  }

  @Test
  void theMedianOfAnEvenCountIsTheMeanOfTheTwoMiddleValues() {
    assertEquals(2.5, Median.of(3, 1, 1_000, 2));
  }

  @Test
  void theMedianOfNoValuesOrWithNanIsNan() {
    assertEquals(Double.NaN, Median.of());
    assertEquals(Double.NaN, Median.of(1, Double.NaN, 2));
  }

  @Test
  void theArgumentIsNotSorted() {
    var values = new double[] {3, 1, 2};
    Median.of(values);
    assertArrayEquals(new double[] {3, 1, 2}, values);
  }
}
