package warren.settings;

import org.jspecify.annotations.Nullable;

/**
 * A setting of a program: a constant of an enum, whose name is its variable's without the prefix.
 */
public interface Setting {
  /** What all variables begin with. */
  String PREFIX = "WARREN_";

  /** The variable's name without the prefix. */
  String name();

  /** Its value if nothing is set; null where it must be set. */
  @Nullable String defaultValue();

  /** What it means, for the documentation. */
  String meaning();

  /** Whether it may also be given as {@code …_FILE}, the name of a file that holds it. */
  boolean secret();

  /** The variable's name. */
  default String variable() {
    return PREFIX + name();
  }
}
