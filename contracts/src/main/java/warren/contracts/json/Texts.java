package warren.contracts.json;

/** The characters of texts. */
final class Texts {
  /**
   * The limit of the Stream-Safe Text Format (UAX 15), which no language reaches: the time to sort
   * marks grows with the square of their number.
   */
  static final int MAX_MARKS_IN_A_ROW = 30;

  private Texts() {}

  static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  static boolean hasOuterSpace(String text) {
    return !text.isEmpty()
        && (isSpace(text.codePointAt(0)) || isSpace(text.codePointBefore(text.length())));
  }

  /** Includes non-breaking spaces, which {@link String#strip} does not remove. */
  private static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }

  static boolean hasTooManyMarksInARow(String text) {
    var marks = 0;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      marks = isMark(text.codePointAt(i)) ? marks + 1 : 0;
      if (marks > MAX_MARKS_IN_A_ROW) {
        return true;
      }
    }
    return false;
  }

  static boolean isMark(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  /** Removes the white space at the ends, also non-breaking spaces. */
  static String strip(String text) {
    var from = 0;
    while (from < text.length() && isSpace(text.codePointAt(from))) {
      from = text.offsetByCodePoints(from, 1);
    }
    var to = text.length();
    while (to > from && isSpace(text.codePointBefore(to))) {
      to = text.offsetByCodePoints(to, -1);
    }
    return text.substring(from, to);
  }

  static boolean isLineBreakOrTab(int codePoint) {
    return switch (codePoint) {
      case '\n', '\r', '\t', 0x2028, 0x2029 -> true;
      default -> false;
    };
  }

  static boolean isUnprintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
