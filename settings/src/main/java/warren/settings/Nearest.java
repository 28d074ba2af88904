package warren.settings;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Nearest {
  /** One mistake per this number of letters is expected. */
  private static final int LETTERS_PER_MISTAKE = 3;

  /** The number of mistakes that is expected in the shortest names. */
  private static final int FEWEST_MISTAKES = 2;

  private Nearest() {}

  /**
   * The shortest name that begins with the input, or else the similar name with the smallest edit
   * distance; of several, the first in alphabetical order. Empty if no name is similar.
   */
  public static Optional<String> of(String written, Collection<String> names) {
    return names.stream()
        .filter(name -> begins(written, name) || isSimilar(written, name))
        .min(
            Comparator.comparing((String name) -> !begins(written, name))
                .thenComparing(name -> distance(written, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static boolean begins(String written, String name) {
    return !written.isEmpty() && name.startsWith(written);
  }

  private static boolean isSimilar(String written, String name) {
    int length = Math.max(written.length(), name.length());
    int distance = distance(written, name);
    // as many mistakes as letters lead to every name of this length
    return distance < length && distance <= Math.max(FEWEST_MISTAKES, length / LETTERS_PER_MISTAKE);
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
