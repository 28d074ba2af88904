package warren.service.imports;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;

/**
 * An entry of an import file that describes an account.
 *
 * @param number the number of the line, or of the entry in a file that is one JSON document
 * @param content the entry after its conversion; the same content is imported only once
 * @param account null if the entry cannot be read
 * @param refusal the reason why the entry cannot be read; null if it can
 */
public record ImportedLine(
    long number, String content, @Nullable ImportedAccount account, @Nullable Refusal refusal) {

  static ImportedLine refused(long number, Refusal refusal) {
    return new ImportedLine(number, "", null, refusal);
  }

  /** The account. Refused with the line's refusal if it cannot be read. */
  public ImportedAccount requireAccount() {
    if (refusal != null) {
      throw new RefusedException(refusal);
    }
    return Objects.requireNonNull(account);
  }

  @Override
  public String toString() {
    return "line " + number;
  }
}
