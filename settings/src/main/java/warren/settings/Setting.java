package warren.settings;

import org.jspecify.annotations.Nullable;

/**
 * The declaration of a setting. Parsing, checks and documentation are derived from it.
 *
 * @param name the name of its variable, without the prefix
 * @param type parses and checks its values
 * @param defaultValue the text that applies if the variable is not set; null if it must be set
 * @param meaning for the documentation; Markdown without line breaks
 */
public record Setting<T>(
    String name, SettingType<T> type, @Nullable String defaultValue, String meaning) {
  /** The prefix of all variables. */
  public static final String PREFIX = "WARREN_";

  /** The name of its variable. */
  public String variable() {
    return PREFIX + name;
  }

  /** The name of the variable that can name a file with the value instead, if it is a secret. */
  public String fileVariable() {
    return variable() + "_FILE";
  }

  @Override
  public String toString() {
    return variable();
  }
}
