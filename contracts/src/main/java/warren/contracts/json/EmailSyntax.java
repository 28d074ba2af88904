package warren.contracts.json;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The syntax of e-mail addresses (RFC 5321, 4.1.2; RFC 6531 for characters beyond ASCII). An IP
 * address in place of the domain is refused. The service also checks whether the domain is valid
 * under IDNA.
 */
final class EmailSyntax {
  private static final int MAX_LOCAL_PART_BYTES = 64;

  private static final String BEYOND_ASCII = "(?!\\p{Z})\\P{ASCII}";
  private static final String ATOM = "(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|" + BEYOND_ASCII + ")++";
  private static final String QUOTED = "\"(?:[ !#-\\[\\]-~]|\\\\[ -~]|" + BEYOND_ASCII + ")++\"";
  private static final String LABEL = "(?!-)(?:[A-Za-z0-9-]|" + BEYOND_ASCII + ")++(?<!-)";

  private static final Pattern LOCAL_PART =
      Pattern.compile(ATOM + "(?:\\." + ATOM + ")*+|" + QUOTED);

  /** The last label is not a number, because the domain would be an IPv4 address. */
  private static final Pattern DOMAIN =
      Pattern.compile("(?:" + LABEL + "\\.)*+(?![0-9]+$)" + LABEL);

  private EmailSyntax() {}

  static boolean matches(String address) {
    var at = address.lastIndexOf('@');
    return at > 0
        && isLocalPart(address.substring(0, at))
        && DOMAIN.matcher(address.substring(at + 1)).matches();
  }

  private static boolean isLocalPart(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length <= MAX_LOCAL_PART_BYTES
        && LOCAL_PART.matcher(text).matches();
  }
}
