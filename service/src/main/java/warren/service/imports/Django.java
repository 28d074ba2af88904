package warren.service.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Django's {@code dumpdata}, and the columns of {@code auth_user}. */
final class Django implements Mapping {
  private static final int MAX_GROUPS = 100_000;

  private static final Map<String, String> NAMES =
      Map.of(
          "email", "user_email",
          "password", "password_hash",
          "is_active", "enabled",
          "date_joined", "created_at");

  private static final Set<String> OMITTED =
      Set.of("id", "is_staff", "is_superuser", "user_permissions");

  /** Fields of which a model of accounts has at least one. */
  private static final Set<String> NAMING = Set.of("last_login", "username", "email", "user_email");

  private final FieldNames names;
  private final Omissions omissions;

  /** The names of the groups of the file, by their numbers. */
  private final Map<String, String> groups = new HashMap<>();

  Django(Omissions omissions) {
    this.names = new FieldNames(NAMES, OMITTED, omissions);
    this.omissions = omissions;
  }

  @Override
  public Optional<ObjectNode> map(ObjectNode entry) {
    if (!entry.has("model") || !(entry.get("fields") instanceof ObjectNode fields)) {
      return Optional.of(account(entry));
    }
    if (entry.get("model").asText().equals("auth.group")) {
      remember(entry.path("pk").asText(), fields.path("name").asText());
    }
    if (isAccount(fields)) {
      return Optional.of(account(fields));
    }
    if (!entry.get("model").asText().equals("auth.group")) {
      omissions.countSkipped(entry.get("model").asText());
    }
    return Optional.empty();
  }

  /** A model without {@code last_login} is accepted if it names the user. */
  private static boolean isAccount(ObjectNode fields) {
    return fields.has("password") && NAMING.stream().anyMatch(fields::has);
  }

  private void remember(String number, String name) {
    if (groups.size() < MAX_GROUPS) {
      groups.put(number, name);
    }
  }

  private ObjectNode account(ObjectNode fields) {
    var account = names.rename(fields);
    FieldNames.setMissingUsername(account, account.path("user_email").asText(""));
    if (account.get("groups") instanceof ArrayNode numbers) {
      account.set("groups", groupNames(numbers));
    }
    return account;
  }

  private ArrayNode groupNames(ArrayNode references) {
    var found = JsonNodeFactory.instance.arrayNode();
    references.forEach(reference -> found.add(groupName(reference)));
    return found;
  }

  /** A group is named by its number, or by a list with its name if it has a natural key. */
  private String groupName(JsonNode reference) {
    if (reference.isArray()) {
      return reference.path(0).asText();
    }
    var name = reference.isTextual() ? reference.textValue() : groups.get(reference.asText());
    if (name == null) {
      throw FieldNames.invalid(
          "groups",
          "contains group %s, which does not precede the account: export auth.group too"
              .formatted(reference.asText()));
    }
    return name;
  }
}
