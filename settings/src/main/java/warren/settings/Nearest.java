package warren.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/** Finds the name that was probably meant. */
public final class Nearest {
  private Nearest() {}

  /** The name with the smallest edit distance; of several, the first in alphabetical order. */
  public static String of(String written, Collection<String> names) {
    return names.stream()
        .min(
            Comparator.comparingInt((String name) -> distance(written, name))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** The number of letters to change, add or remove (Levenshtein distance). */
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
