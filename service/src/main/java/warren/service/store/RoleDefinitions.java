package warren.service.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.json.Json;

/**
 * What roles mean, kept for as long as it holds. Every query that asks which roles an account has
 * also asks which version of their meaning counts at that moment; if it isn't the one that is kept,
 * that is read anew, and the query made again on the same snapshot. So a change counts for the very
 * next request on every process, and none sees an account's roles of one moment with what they mean
 * at another. Thread-safe.
 */
public final class RoleDefinitions {
  /** The columns that a query about rows of {@code account} has for this. */
  public static final String COLUMNS =
      """
      (select version from role_version) as role_version,
      array(
        select role_id from account_role where account_id = account.id
        union all
        select role_id
        from account_group_member
        join account_group_role using (group_id)
        where account_id = account.id) as role_ids
      """;

  private static final Sql OF_ACCOUNT =
      Sql.of("select %s from account where id = :id".formatted(COLUMNS));

  private static final int TRIES = 100;

  private volatile Kept kept = new Kept(0, Map.of());

  /** Whether a transaction has met a newer version than the one that is kept. */
  private volatile boolean outdated;

  /**
   * What somebody's roles come to.
   *
   * @param roles the highest first
   * @param level of the highest; -1 without any
   * @param administrator whether {@code admin} is among them
   * @param permissions of all of them, by name
   */
  public record Held(
      List<AccountInfo.Role> roles, int level, boolean administrator, Set<String> permissions) {
    /** Without any role. */
    public static final Held NOTHING = new Held(List.of(), -1, false, Set.of());
  }

  /** What roles mean at one version. */
  public static final class Kept {
    private final long version;
    private final Map<UUID, Definition> definitions;
    private final Map<UUID, Held> held;

    private Kept(long version, Map<UUID, Definition> definitions) {
      this.version = version;
      this.definitions = definitions;
      this.held =
          definitions.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, e -> heldOf(List.of(e.getValue()))));
    }

    /** What the roles of the account in a row come to. */
    public Held heldBy(ResultSet row) throws SQLException {
      if (row.getLong("role_version") != version) {
        throw new OutdatedException();
      }
      var ids = (UUID[]) row.getArray("role_ids").getArray();
      var single = ids.length == 1 ? held.get(ids[0]) : null;
      return single == null ? heldOf(definitions(ids)) : single;
    }

    private List<Definition> definitions(UUID[] ids) {
      // a role may be given directly and by a group as well
      return Arrays.stream(ids)
          .distinct()
          .map(definitions::get)
          .sorted(Comparator.comparingInt(Definition::place))
          .toList();
    }

    private static Held heldOf(List<Definition> definitions) {
      var permissions =
          definitions.stream()
              .flatMap(definition -> definition.role.permissions().stream())
              .map(AccountInfo.Permission::name)
              .collect(Collectors.toUnmodifiableSet());
      return new Held(
          definitions.stream().map(Definition::role).toList(),
          definitions.isEmpty() ? -1 : definitions.get(0).role.level(),
          definitions.stream().anyMatch(Definition::administrator),
          permissions);
    }
  }

  /** A role, and its place among all. */
  private record Definition(int place, boolean administrator, AccountInfo.Role role) {}

  /** What is kept is not what a row goes by. */
  private static final class OutdatedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutdatedException() {
      super(null, null, false, false);
    }
  }

  /** What the roles of an account come to. */
  public Held heldBy(Handle handle, UUID accountId) {
    return reading(handle, kept -> OF_ACCOUNT.on(handle).bind("id", accountId).one(kept::heldBy))
        .orElseThrow();
  }

  /** Makes a query whose rows are read with what is kept, or again with what they go by. */
  public <T> T reading(Handle handle, Function<Kept, T> query) {
    try {
      return query.apply(kept);
    } catch (OutdatedException e) {
      return handle.isInTransaction()
          ? within(handle, query)
          : handle.inTransaction(
              TransactionIsolationLevel.REPEATABLE_READ, snapshot -> anew(snapshot, query));
    }
  }

  /** Both of one snapshot. */
  private <T> T anew(Handle snapshot, Function<Kept, T> query) {
    var current = load(snapshot);
    var result = query.apply(current);
    kept = current;
    return result;
  }

  /**
   * Before a transaction begins, which may not keep what it loads: so not each of them has to load
   * it.
   */
  void keepCurrent(Handle handle) {
    if (outdated) {
      // first, so that whoever meets a newer version meanwhile isn't overlooked
      outdated = false;
      kept = load(handle);
    }
  }

  /** What is loaded isn't kept, for what a transaction sees may never be committed. */
  private <T> T within(Handle transaction, Function<Kept, T> query) {
    outdated = true;
    for (var i = 0; i < TRIES; i++) {
      try {
        return query.apply(load(transaction));
      } catch (OutdatedException e) {
        // changed between the two
      }
    }
    throw new RefusedException(ErrorCode.UNAVAILABLE);
  }

  private static Kept load(Handle handle) {
    Map<UUID, Definition> definitions = new HashMap<>();
    List<Long> versions = new ArrayList<>();
    handle
        .createQuery(
            """
            select (select version from role_version) as role_version,
                   role.id, role.name, role.level, role.description,
                   role.name_key = 'admin' as administrator,
                   (select coalesce(json_agg(json_build_object(
                      'id', permission.id, 'name', permission.name,
                      'description', permission.description) order by permission.name), '[]')
                    from role_permission
                    join permission on permission.id = role_permission.permission_id
                    where role_permission.role_id = role.id) as permissions
            from role
            order by role.level desc, role.name_key
            """)
        .map(
            (row, context) -> {
              versions.add(row.getLong("role_version"));
              return new Definition(versions.size(), row.getBoolean("administrator"), role(row));
            })
        .forEach(definition -> definitions.put(definition.role.id(), definition));
    return new Kept(versions.get(0), definitions);
  }

  private static AccountInfo.Role role(ResultSet row) throws SQLException {
    return new AccountInfo.Role(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getInt("level"),
        row.getString("description"),
        List.of(Json.read(row.getString("permissions"), AccountInfo.Permission[].class)));
  }
}
