package warren.service.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;

/**
 * Renames the fields of another program. Unknown fields retain their names, so that they are
 * refused later.
 */
final class FieldNames {
  private final Map<String, String> names;
  private final Set<String> omitted;
  private final Omissions omissions;

  /**
   * Creates a renaming.
   *
   * @param names the fields of an import, by the other program's names
   * @param omitted the other program's fields without a counterpart
   */
  FieldNames(Map<String, String> names, Set<String> omitted, Omissions omissions) {
    this.names = names;
    this.omitted = omitted;
    this.omissions = omissions;
  }

  /** A new object with the renamed fields. Refused if two fields have the same new name. */
  ObjectNode rename(ObjectNode original) {
    var renamed = JsonNodeFactory.instance.objectNode();
    for (var field : original.properties()) {
      var name = field.getKey();
      if (omissions.isIgnored(name)) {
        continue;
      }
      if (omitted.contains(name)) {
        omissions.count(name, field.getValue());
      } else {
        put(renamed, name, field.getValue());
      }
    }
    return renamed;
  }

  private void put(ObjectNode renamed, String name, JsonNode value) {
    var newName = names.getOrDefault(name, name);
    if (renamed.has(newName)) {
      throw invalid(name, "is a second value for " + newName);
    }
    renamed.set(newName, value);
  }

  /** Removes a field; returns its text, or an empty one if it contains no text. */
  static String removeText(ObjectNode object, String field) {
    var value = object.remove(field);
    return value == null ? "" : value.asText("");
  }

  /** Replaces a field with the opposite, such as {@code disabled}. */
  static void negate(ObjectNode object, String field, String opposite) {
    var value = object.remove(field);
    if (value != null && value.isBoolean()) {
      object.put(opposite, !value.booleanValue());
    } else if (value != null && !value.isNull()) {
      throw invalid(field, "must be true or false");
    }
  }

  /** Sets the user name of an account without one to the first of these texts that exists. */
  static void setMissingUsername(ObjectNode account, String... candidates) {
    if (account.path("username").asText("").isEmpty()) {
      for (var candidate : candidates) {
        if (!candidate.isEmpty()) {
          account.put("username", candidate);
          return;
        }
      }
    }
  }

  static RefusedException invalid(String field, String problem) {
    return new RefusedException(Refusal.ofField(ErrorCode.INVALID_FIELDS, field, problem));
  }
}
