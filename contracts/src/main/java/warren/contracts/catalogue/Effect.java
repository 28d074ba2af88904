package warren.contracts.catalogue;

import java.util.Locale;
import java.util.Set;
import warren.contracts.ErrorCode;

/** The effect of executing a request again. */
public enum Effect {
  /** Changes nothing. */
  READ("R"),
  /**
   * Is executed once for each idempotency key; a later delivery within 24 hours returns the stored
   * reply.
   */
  IDEMPOTENT("W"),
  /** May be executed again; its reply is not stored. */
  REPEATABLE("A");

  private final String letter;

  Effect(String letter) {
    this.letter = letter;
  }

  /** The letter that represents this effect in the table of operations. */
  public String letter() {
    return letter;
  }

  /** The name of this effect in the documents, for example {@code read}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The error codes that follow from this effect. */
  public Set<ErrorCode> refusals() {
    return this == IDEMPOTENT ? Set.of(ErrorCode.MESSAGE_ID_REUSED) : Set.of();
  }
}
