package warren.contracts.access;

import java.util.List;
import java.util.UUID;
import warren.contracts.json.Example;

/**
 * A group.
 *
 * @param id its id
 * @param name as it was entered
 * @param open whether anyone may join it at registration; such a group holds no roles
 * @param roles the roles that its members hold by it, the highest first
 */
public record GroupInfo(
    @Example("1") long id,
    @Example("Staff") String name,
    @Example("false") boolean open,
    List<Role> roles) {

  /**
   * A role that the group gives to its members.
   *
   * @param id its id
   * @param name its name
   * @param level 0 to 20
   */
  public record Role(
      @Example("019449c5-6f00-7000-8000-000000000003") UUID id,
      @Example("librarian") String name,
      @Example("5") int level) {}
}
