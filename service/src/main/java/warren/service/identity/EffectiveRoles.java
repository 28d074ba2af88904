package warren.service.identity;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import warren.contracts.accounts.AccountInfo;

/**
 * The roles that an account holds, directly and through its groups, and the permissions that follow
 * from them. Immutable.
 *
 * @param roles the highest first
 * @param level the level of the highest role; -1 without roles
 * @param administrator whether {@code admin} is among them
 * @param permissions the names of all permissions of these roles
 */
public record EffectiveRoles(
    List<AccountInfo.Role> roles, int level, boolean administrator, Set<String> permissions) {
  /** The effective roles of an account without roles. */
  public static final EffectiveRoles NONE = new EffectiveRoles(List.of(), -1, false, Set.of());

  static EffectiveRoles of(List<RoleSnapshot.Definition> definitions) {
    var roles = definitions.stream().map(RoleSnapshot.Definition::role).toList();
    return new EffectiveRoles(
        roles,
        roles.isEmpty() ? -1 : roles.get(0).level(),
        definitions.stream().anyMatch(RoleSnapshot.Definition::administrator),
        roles.stream()
            .flatMap(role -> role.permissions().stream())
            .map(AccountInfo.Permission::name)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** The name of the highest role; empty without roles. */
  public String highestName() {
    return roles.isEmpty() ? "" : roles.get(0).name();
  }
}
