package warren.service.config;

import org.jspecify.annotations.Nullable;

/** The service can't start; the message says for people why, in one sentence. */
public class StartException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
