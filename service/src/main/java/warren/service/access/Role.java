package warren.service.access;

import java.util.Set;
import java.util.UUID;
import warren.contracts.accounts.RoleReference;
import warren.service.store.NameKey;

/**
 * A role, as far as it bounds what may be done.
 *
 * @param permissions their names
 */
public record Role(UUID id, String name, int level, Set<String> permissions) {

  /** Whether a request means this role, by its name, its id or its level. */
  public boolean isCalled(RoleReference reference) {
    return NameKey.of(reference.text()).equals(NameKey.of(name))
        || reference.text().equalsIgnoreCase(id.toString())
        || reference.text().equals(Integer.toString(level));
  }
}
