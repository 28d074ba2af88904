package warren.gateway.dialects.havoc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.RoleReference;

/** The three permissions of this API; each represents all roles from its minimum level on. */
enum Permission {
  USER(1, "User", "user", 0),
  MODERATOR(5, "Moderator", "moderator", 10),
  ADMIN(10, "Admin", "admin", 20);

  private final int code;
  private final String level;
  private final String role;
  private final int minLevel;

  Permission(int code, String level, String role, int minLevel) {
    this.code = code;
    this.level = level;
    this.role = role;
    this.minLevel = minLevel;
  }

  /**
   * The highest permission that a level reaches.
   *
   * @param level null if the account has no known role
   */
  static Permission ofLevel(@Nullable Integer level) {
    if (level == null) {
      return USER;
    }
    return Arrays.stream(values()).filter(p -> p.minLevel <= level).reduce(USER, (a, b) -> b);
  }

  static Permission ofCode(String code) {
    return Arrays.stream(values())
        .filter(permission -> Integer.toString(permission.code).equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    Refusal.of(
                        ErrorCode.INVALID_FIELDS, "fk_permission_code must be 1, 5 or 10.")));
  }

  static ArrayNode all() {
    var all = JsonNodeFactory.instance.arrayNode();
    Arrays.stream(values())
        .forEach(permission -> permission.addTo(all.addObject(), "permission_code"));
    return all;
  }

  /** Adds the code, under this name, and the level to the object that describes its owner. */
  ObjectNode addTo(ObjectNode owner, String name) {
    return owner.put(name, code).put("permission_level", level);
  }

  /** The built-in role of this permission. */
  RoleReference role() {
    return new RoleReference(role);
  }
}
