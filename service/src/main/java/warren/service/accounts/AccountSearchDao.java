package warren.service.accounts;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.accounts.AllAccountsRequest;
import warren.service.identity.AccountRow;
import warren.service.identity.ActiveBan;
import warren.service.identity.NameKey;
import warren.service.identity.RoleDefinitions;
import warren.service.identity.RoleSnapshot;

/** Searches accounts. */
final class AccountSearchDao {
  /**
   * Up to this number the holders of a role are collected first, which is fast and avoids a scan of
   * all accounts that finds few or no holders. If more accounts hold the role, a scan in the order
   * of the numbers finds a page of them quickly.
   */
  private static final long MAX_COLLECTED_HOLDERS = 50_000;

  /** An array forces the collection: the planner assumes that holders are evenly distributed. */
  private static final String IS_AMONG_HOLDERS =
      """
      account.id = any (array(
        select account_id from account_role where role_id = :role
        union all
        select account_id
        from account_group_member
        join account_group_role using (group_id)
        where role_id = :role))
      """;

  private static final String HOLDS_ROLE =
      """
      coalesce(
        (select true from account_role where account_id = account.id and role_id = :role),
        (select true
         from account_group_member
         join account_group_role using (group_id)
         where account_id = account.id and role_id = :role
         limit 1),
        false)
      """;

  private static final String IS_IN_GROUP =
      "account.id in (select account_id from account_group_member where group_id = :group)";

  private final RoleDefinitions roles;

  AccountSearchDao(RoleDefinitions roles) {
    this.roles = roles;
  }

  /**
   * The accounts that satisfy all conditions of the request, ordered by number, with their roles
   * and groups, in one round trip; a second one counts the holders if the request has a role.
   *
   * @param role the id of the role that the request has, if any
   */
  List<AccountInfo> list(
      Handle handle,
      AllAccountsRequest request,
      @Nullable UUID role,
      long after,
      long limit,
      Instant now) {
    var conditions = conditions(request);
    if (role != null) {
      conditions.add(hasFewHolders(handle, role) ? IS_AMONG_HOLDERS : HOLDS_ROLE, "role", role);
    }
    return roles.withSnapshot(
        handle, snapshot -> list(handle, snapshot, conditions, after, limit, now));
  }

  private static List<AccountInfo> list(
      Handle handle,
      RoleSnapshot snapshot,
      Conditions conditions,
      long after,
      long limit,
      Instant now) {
    return handle
        .createQuery(
            "select "
                + AccountRow.COLUMNS
                + "from account where erased_at is null and number > :after"
                + conditions.sql()
                + " order by number limit :limit")
        .bindMap(conditions.values())
        .bind("after", after)
        .bind("limit", limit)
        .bind("now", now)
        .addCustomizer(new PlannedForEachExecution())
        .map((row, context) -> AccountRow.read(row, snapshot.rolesOf(row)))
        .list();
  }

  private static Conditions conditions(AllAccountsRequest request) {
    var conditions = new Conditions();
    if (request.text() != null) {
      addText(conditions, NameKey.of(request.text()));
    }
    conditions.addCondition("enabled", request.enabled());
    conditions.addCondition(AccountRow.IS_FLAGGED, request.flagged());
    conditions.addCondition("exists (select " + ActiveBan.FROM + ")", request.banned());
    conditions.add(IS_IN_GROUP, "group", request.group());
    return conditions;
  }

  private static boolean hasFewHolders(Handle handle, UUID role) {
    return handle
        .createQuery(
            """
            select count(*) <= :few
            from (
              (select account_id from account_role where role_id = :role limit :few + 1)
              union all
              (select account_id
               from account_group_member
               join account_group_role using (group_id)
               where role_id = :role
               limit :few + 1)) as holders
            """)
        .bind("few", MAX_COLLECTED_HOLDERS)
        .bind("role", role)
        .mapTo(Boolean.class)
        .one();
  }

  private static void addText(Conditions conditions, String key) {
    var literal = key.replaceAll("[\\\\%_]", "\\\\$0");
    // a trigram index cannot find shorter texts
    if (key.codePointCount(0, key.length()) < AllAccountsRequest.MIN_PART_LENGTH) {
      conditions.add("(username_key like :text or email_key like :text)", "text", literal + "%");
    } else {
      conditions.add("search_text like :text", "text", "%" + literal + "%");
    }
  }

  /** The conditions of a search, joined by {@code and}. */
  private static final class Conditions {
    private final List<String> terms = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    /** Adds a condition on a parameter unless its value is null. */
    void add(String condition, String name, @Nullable Object value) {
      if (value != null) {
        terms.add(condition);
        values.put(name, value);
      }
    }

    /** Adds a condition or its negation; neither if {@code holds} is null. */
    void addCondition(String condition, @Nullable Boolean holds) {
      if (holds != null) {
        terms.add(holds ? condition : "not " + condition);
      }
    }

    String sql() {
      return String.join("", terms.stream().map(term -> " and " + term).toList());
    }

    Map<String, Object> values() {
      return values;
    }
  }

  /**
   * Plans the statement for every execution: whether a scan in the order of the numbers or an index
   * is faster depends on the number of matches.
   */
  private static final class PlannedForEachExecution implements StatementCustomizer {
    @Override
    public void beforeExecution(PreparedStatement statement, StatementContext context)
        throws SQLException {
      statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    }
  }
}
