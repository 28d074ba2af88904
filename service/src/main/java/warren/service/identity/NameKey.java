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

  private NameKey() {}

  /** The key of a name or an e-mail address. */
  public static String of(String name) {
    return NFKC_CASEFOLD.normalize(name);
  }

  /**
   * Refuses a name without a visible character: invisible characters are ignored when names are
   * compared, so such a name would have an empty key.
   */
  public static void requireVisible(String field, String name) {
    if (of(name).isEmpty()) {
      throw new RefusedException(
          Refusal.ofField(ErrorCode.INVALID_FIELDS, field, "must contain a visible character"));
    }
  }
}
