package warren.contracts.json;

import java.util.regex.Pattern;

/** The characters of texts. */
final class Texts {
  private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Z}]+@[^@\\s\\p{Z}]+");

  private Texts() {}

  static boolean isEmail(String text) {
    return EMAIL.matcher(text).matches();
  }

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

  static boolean hasUnprintable(String text) {
    return text.codePoints().anyMatch(Texts::isUnprintable);
  }

  private static boolean isUnprintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
