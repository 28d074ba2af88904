package warren.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A text that must not be visible: a password, a token, a key. Its {@code toString} hides the text;
 * only {@link #reveal} returns it. Immutable.
 */
public final class Secret {
  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** A secret with this text. */
  @JsonCreator
  public static Secret of(String text) {
    return new Secret(text);
  }

  /** The text itself. It is also the value of a secret in a JSON body. */
  @JsonValue
  public String reveal() {
    return text;
  }

  /** A placeholder without the text. */
  @Override
  public String toString() {
    return "(secret)";
  }
}
