package warren.service.access;

import java.util.Set;
import java.util.UUID;
import warren.contracts.RoleReference;
import warren.service.identity.NameKey;

/**
 * A role with its level and permissions. Immutable.
 *
 * @param level 0 to 20; the highest role of an account decides which accounts it may change
 * @param builtIn whether requests may refer to it by its level
 * @param permissions their names
 */
public record Role(UUID id, String name, int level, boolean builtIn, Set<String> permissions) {

  /** Whether a reference is this role's name, its id or, if it is built in, its level. */
  public boolean matches(RoleReference reference) {
    return NameKey.of(reference.text()).equals(NameKey.of(name))
        || reference.text().equalsIgnoreCase(id.toString())
        || (builtIn && reference.text().equals(Integer.toString(level)));
  }
}
