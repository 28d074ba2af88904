package warren.service.imports;

import org.jspecify.annotations.Nullable;
import warren.contracts.Refusal;

/**
 * An entry of an import file that describes an account.
 *
 * @param number the number of the line, or of the entry in a file that is one JSON document
 * @param content the entry after its conversion; the same content is imported only once
 * @param account null if the entry cannot be read
 * @param refusal the reason why the entry cannot be read; null if it can
 */
public record ImportedLine(
    long number,
    String content,
    @Nullable ImportedAccount account,
    @Nullable Refusal refusal) {

  static ImportedLine refused(long number, Refusal refusal) {
    return new ImportedLine(number, "", null, refusal);
  }

  @Override
  public String toString() {
    return "line " + number;
  }
}
