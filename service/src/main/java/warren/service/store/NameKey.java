package warren.service.store;

import com.ibm.icu.text.Normalizer2;

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
}
