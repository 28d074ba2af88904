package warren.service.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import warren.contracts.RefusedException;

/** Converts the entries of another program to the fields of {@link ImportedAccount}. */
interface Mapping {
  /**
   * Converts an entry, which may be changed; empty if the entry does not describe an account.
   *
   * @throws RefusedException {@code invalid_fields}
   */
  Optional<ObjectNode> map(ObjectNode entry);
}
