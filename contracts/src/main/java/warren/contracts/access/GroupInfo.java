package warren.contracts.access;

import java.util.List;
import java.util.UUID;
import warren.contracts.fields.Example;
import warren.contracts.fields.RoleId;

/**
 * A group.
 *
 * @param id the group's id
 * @param name the group's name, as entered
 * @param open whether every new account may join the group at registration; such a group has no
 *     roles
 * @param roles the roles that the group gives to its members, highest first
 */
public record GroupInfo(
    @Example("1") long id,
    @Example("Staff") String name,
    @Example("false") boolean open,
    List<Role> roles) {

  /**
   * A role that the group gives to its members.
   *
   * @param id the role's id
   * @param name the role's name
   * @param level the role's level
   */
  public record Role(@RoleId UUID id, @Example("librarian") String name, @Example("5") int level) {}
}
