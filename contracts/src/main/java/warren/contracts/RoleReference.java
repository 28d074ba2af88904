package warren.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A role as a request names it: by name, by id, or a built-in one by its level ({@code "admin"},
 * {@code "20"}, {@code 20}).
 *
 * @param text what the request says, 1 to 64 code points; a number as its digits
 */
public record RoleReference(@JsonValue String text) {
  /** In code points. */
  public static final int MAX_LENGTH = 64;
}
