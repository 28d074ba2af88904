package warren.service.identity;

import com.ibm.icu.text.Normalizer2;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;

/**
 * The key by which names are compared: NFKC_Casefold (Unicode, UAX 31), which is the same for
 * look-alikes.
 */
public final class NameKey {
  private static final Normalizer2 NFKC_CASEFOLD = Normalizer2.getNFKCCasefoldInstance();

  private static final int BRAILLE_BLANK = 0x2800;

  private NameKey() {}

  /** The key of a name or an e-mail address. */
  public static String of(String name) {
    return NFKC_CASEFOLD.normalize(name);
  }

  /**
   * Refuses a name without a visible character, such as one of combining marks alone. Characters
   * that are always invisible are ignored when names are compared.
   */
  public static void requireVisible(String field, String name) {
    if (of(name).codePoints().noneMatch(NameKey::isVisible)) {
      throw new RefusedException(
          Refusal.ofField(ErrorCode.INVALID_FIELDS, field, "must contain a visible character"));
    }
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.SPACE_SEPARATOR ->
          false;
      default -> codePoint != BRAILLE_BLANK;
    };
  }
}
