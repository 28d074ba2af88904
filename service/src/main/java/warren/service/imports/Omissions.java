package warren.service.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts the fields that an import omits, and the entries that it skips. */
final class Omissions {
  private static final int MAX_KINDS = 1000;

  private final Set<String> ignored;
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, Long> skipped = new TreeMap<>();

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

  /** Counts an entry that is not an account. */
  void countSkipped(String kind) {
    var counted = skipped.containsKey(kind) || skipped.size() < MAX_KINDS ? kind : "others";
    skipped.merge(counted, 1L, Long::sum);
  }

  /** The number of entries that are not accounts, by kind. */
  Map<String, Long> skipped() {
    return Map.copyOf(skipped);
  }

  /** The number of accounts by field. */
  Map<String, Long> counts() {
    return Map.copyOf(counts);
  }
}
