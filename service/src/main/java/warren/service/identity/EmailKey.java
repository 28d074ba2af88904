package warren.service.identity;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.IDNA;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;

/**
 * The key by which e-mail addresses are compared: two addresses with the same key have the same
 * mailbox. The local part is in NFC and simple case folding, the domain is an A-label (UTS 46,
 * non-transitional). More folding, as in {@link NameKey}, would send a reset to another mailbox.
 */
public final class EmailKey {
  private static final IDNA DOMAINS =
      IDNA.getUTS46Instance(
          IDNA.USE_STD3_RULES
              | IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ
              | IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.NONTRANSITIONAL_TO_UNICODE);

  /** No address begins with a space, so the key of an invalid address matches no account. */
  private static final String INVALID = " ";

  /** The characters that are allowed only between quotes (RFC 5322, 3.2.3). */
  private static final String SPECIALS = "()<>[]:;@\\,\" ";

  /** A name that ends with a dot, or with a number, as an IPv4 address does. */
  private static final Pattern NO_DOMAIN = Pattern.compile("(\\.|(^|\\.)[0-9]+)$");

  private EmailKey() {}

  /** The key of a text that is, or may be, an e-mail address. */
  public static String of(String email) {
    return valid(email).orElseGet(() -> INVALID + fold(email));
  }

  /** Refuses an address whose domain cannot exist (IDNA 2008). */
  public static void requireValid(String field, @Nullable String email) {
    if (email != null && valid(email).isEmpty()) {
      throw new RefusedException(
          Refusal.ofField(ErrorCode.INVALID_FIELDS, field, "must be an e-mail address"));
    }
  }

  private static Optional<String> valid(String email) {
    var at = email.lastIndexOf('@');
    if (at < 1) {
      return Optional.empty();
    }
    var info = new IDNA.Info();
    var domain = DOMAINS.nameToASCII(email.substring(at + 1), new StringBuilder(), info);
    return info.hasErrors() || NO_DOMAIN.matcher(domain).find()
        ? Optional.empty()
        : Optional.of(unquote(fold(email.substring(0, at))) + "@" + domain);
  }

  /** Unlike full case folding, this changes no character into several. */
  private static String fold(String text) {
    var folded = new StringBuilder();
    nfc(text).codePoints().map(c -> UCharacter.foldCase(c, true)).forEach(folded::appendCodePoint);
    return nfc(folded.toString());
  }

  private static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** A quoted local part is the same as its content if that needs no quotes (RFC 5321, 4.1.2). */
  private static String unquote(String localPart) {
    if (localPart.length() < 2 || !localPart.startsWith("\"") || !localPart.endsWith("\"")) {
      return localPart;
    }
    var content = localPart.substring(1, localPart.length() - 1).replaceAll("\\\\(.)", "$1");
    return needsQuotes(content) ? "\"" + content.replaceAll("[\"\\\\]", "\\\\$0") + "\"" : content;
  }

  private static boolean needsQuotes(String content) {
    return content.startsWith(".")
        || content.endsWith(".")
        || content.contains("..")
        || content.codePoints().anyMatch(c -> c < 0x80 && SPECIALS.indexOf(c) >= 0);
  }
}
