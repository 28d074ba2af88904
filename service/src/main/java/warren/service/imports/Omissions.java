package warren.service.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The fields that an import omits, and the number of accounts that had a value in them. */
final class Omissions {
  private final Set<String> ignored;
  private final Map<String, Long> counts = new TreeMap<>();

  /**
   * @param ignored the fields that the operator omits deliberately, which are not counted
   */
  Omissions(Set<String> ignored) {
    this.ignored = ignored;
  }

  boolean isIgnored(String field) {
    return ignored.contains(field);
  }

  /** Counts a field, unless its value is empty, zero or false. */
  void count(String field, JsonNode value) {
    var empty =
        value.isNull()
            || (value.isContainerNode() && value.isEmpty())
            || (value.isTextual() && value.textValue().isEmpty())
            || (value.isNumber() && value.asInt() == 0)
            || (value.isBoolean() && !value.booleanValue());
    if (!empty) {
      counts.merge(field, 1L, Long::sum);
    }
  }

  /** The number of accounts by field. */
  Map<String, Long> counts() {
    return Map.copyOf(counts);
  }
}
