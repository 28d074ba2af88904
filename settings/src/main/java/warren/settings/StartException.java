package warren.settings;

import org.jspecify.annotations.Nullable;

/** A program cannot start; the message gives the reason in one sentence, for the operator. */
public class StartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
