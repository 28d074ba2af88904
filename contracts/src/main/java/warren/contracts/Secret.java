package warren.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Text that must not be seen: a password, a token, a key. Prints nothing of itself; whoever needs
 * the text says so by calling {@link #reveal}. Immutable.
 */
public final class Secret {
  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** Hides the text. */
  @JsonCreator
  public static Secret of(String text) {
    return new Secret(text);
  }

  /** The text itself, also what is written where a secret is part of a JSON body. */
  @JsonValue
  public String reveal() {
    return text;
  }

  /** Says only that there is a secret. */
  @Override
  public String toString() {
    return "(secret)";
  }
}
