package warren.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/** The name that was probably meant. */
public final class Nearest {
  private Nearest() {}

  /** The one of the names that is the fewest changes away; of several the first by name. */
  public static String of(String written, Collection<String> names) {
    return names.stream()
        .min(
            Comparator.comparingInt((String name) -> distance(written, name))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** How many letters one must change, add or drop to get from one to the other (Levenshtein). */
  private static int distance(String from, String to) {
    var row = new int[to.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= from.length(); i++) {
      var diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        var replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
