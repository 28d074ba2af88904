package warren.settings;

import org.jspecify.annotations.Nullable;

/** A program can't start; the message says for people why, in one sentence. */
public class StartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
