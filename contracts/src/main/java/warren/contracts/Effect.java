package warren.contracts;

import java.util.Set;

/** What carrying out an operation a second time does. */
public enum Effect {
  /** Changes nothing. */
  READS("R"),
  /** Has one effect however often it is delivered; a redelivery gets the first reply again. */
  WRITES_ONCE("W"),
  /** May be carried out again; replies with secrets, so nothing of it is stored. */
  AGAIN("A");

  private final String letter;

  Effect(String letter) {
    this.letter = letter;
  }

  /** The letter that stands for this in the operations table. */
  public String letter() {
    return letter;
  }

  /** How a request is refused because of it. */
  public Set<ErrorCode> refusals() {
    return this == WRITES_ONCE ? Set.of(ErrorCode.MESSAGE_ID_REUSED) : Set.of();
  }
}
