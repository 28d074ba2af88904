package warren.service.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import warren.contracts.accounts.AccountInfo;

/** The levels and permissions of all roles at one version. Immutable. */
public final class RoleSnapshot {
  static final RoleSnapshot EMPTY = new RoleSnapshot(0, Map.of());

  private final long version;
  private final Map<UUID, Definition> definitions;
  private final Map<UUID, EffectiveRoles> ofSingleRole;

  RoleSnapshot(long version, Map<UUID, Definition> definitions) {
    this.version = version;
    this.definitions = definitions;
    this.ofSingleRole =
        definitions.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, entry -> EffectiveRoles.of(List.of(entry.getValue()))));
  }

  /**
   * A role.
   *
   * @param rank its position in the order of all roles, the highest first
   */
  record Definition(int rank, boolean administrator, AccountInfo.Role role) {}

  /** A row was read at a version other than this snapshot's. */
  static final class OutdatedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutdatedException() {
      super(null, null, false, false);
    }
  }

  /** The effective roles of the account in a row that has {@link RoleDefinitions#COLUMNS}. */
  public EffectiveRoles rolesOf(ResultSet row) throws SQLException {
    if (row.getLong("role_version") != version) {
      throw new OutdatedException();
    }
    var ids = (UUID[]) row.getArray("role_ids").getArray();
    var single = ids.length == 1 ? ofSingleRole.get(ids[0]) : null;
    return single == null ? EffectiveRoles.of(definitions(ids)) : single;
  }

  private List<Definition> definitions(UUID[] ids) {
    // an account may hold a role directly and through a group as well
    return Arrays.stream(ids)
        .distinct()
        .map(definitions::get)
        .sorted(Comparator.comparingInt(Definition::rank))
        .toList();
  }
}
