package warren.local;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A data folder or private server is unusable; the message explains why to the user. */
public final class LocalException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LocalException(String message) {
    this(message, null);
  }

  LocalException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return requireNonNull(super.getMessage());
  }
}
