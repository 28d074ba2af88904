package warren.service.identity;

import com.ibm.icu.text.Normalizer2;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;

/**
 * What names are compared by: NFKC_Casefold (Unicode, UAX 31), so that look-alikes are one name.
 */
public final class NameKey {
  private static final Normalizer2 NFKC_CASEFOLD = Normalizer2.getNFKCCasefoldInstance();

  private NameKey() {}

  /** The key of a name or an e-mail address. */
  public static String of(String name) {
    return NFKC_CASEFOLD.normalize(name);
  }

  /**
   * Refuses a name that nobody sees: letters that show nothing are ignored when names are compared,
   * and so can't make one.
   */
  public static void requireVisible(String field, String name) {
    if (of(name).isEmpty()) {
      throw new RefusedException(
          Refusal.ofField(
              ErrorCode.INVALID_FIELDS, field, "must have a character that can be seen"));
    }
  }
}
