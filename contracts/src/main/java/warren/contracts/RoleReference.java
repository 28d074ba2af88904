package warren.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A reference to a role: its name, its id or, for a built-in role, its level ({@code "admin"},
 * {@code "20"}, {@code 20}).
 *
 * @param text the reference as text; a number as its digits
 */
public record RoleReference(@JsonValue String text) {
  /** The maximum length, in code points. */
  public static final int MAX_LENGTH = 64;
}
