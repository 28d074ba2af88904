package warren.service.access;

import java.util.Set;
import java.util.UUID;
import warren.contracts.RoleReference;
import warren.service.identity.NameKey;

/**
 * A role, as far as it bounds what may be done.
 *
 * @param builtIn whether it may be called by its level
 * @param permissions their names
 */
public record Role(UUID id, String name, int level, boolean builtIn, Set<String> permissions) {

  /** Whether a request means this role, by its name, its id or, built in, its level. */
  public boolean isCalled(RoleReference reference) {
    return NameKey.of(reference.text()).equals(NameKey.of(name))
        || reference.text().equalsIgnoreCase(id.toString())
        || (builtIn && reference.text().equals(Integer.toString(level)));
  }
}
