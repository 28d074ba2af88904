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

/** Finds accounts by what a request says of them. */
final class AccountSearchDao {
  /** An index of trigrams finds nothing shorter. */
  private static final int SHORTEST_PART = 3;

  /**
   * A role that more accounts hold than this is found soon by looking at one after the other. So
   * many are soon gathered, and that is better than to look in vain at all before the first.
   */
  private static final long FEW = 50_000;

  /** As an array they are always gathered: the planner believes that holders stand everywhere. */
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
   * The accounts to which all applies that the request says, by number, with their roles and
   * groups, in one round trip; another one looks how many hold the role.
   *
   * @param role the id of the role that the request says, if any
   */
  List<AccountInfo> list(
      Handle handle,
      AllAccountsRequest request,
      @Nullable UUID role,
      long after,
      long limit,
      Instant now) {
    var wanted = wanted(request);
    if (role != null) {
      wanted.add(haveFew(handle, role) ? IS_AMONG_HOLDERS : HOLDS_ROLE, "role", role);
    }
    return roles.withSnapshot(
        handle, snapshot -> list(handle, snapshot, wanted, after, limit, now));
  }

  private static List<AccountInfo> list(
      Handle handle, RoleSnapshot snapshot, Wanted wanted, long after, long limit, Instant now) {
    return handle
        .createQuery(
            "select "
                + AccountRow.COLUMNS
                + "from account where erased_at is null and number > :after"
                + wanted.conditions()
                + " order by number limit :limit")
        .bindMap(wanted.values())
        .bind("after", after)
        .bind("limit", limit)
        .bind("now", now)
        .addCustomizer(new PlannedForItsValues())
        .map((row, context) -> AccountRow.read(row, snapshot.rolesOf(row)))
        .list();
  }

  private static Wanted wanted(AllAccountsRequest request) {
    var wanted = new Wanted();
    if (request.text() != null) {
      text(wanted, NameKey.of(request.text()));
    }
    wanted.addEither("enabled", request.enabled());
    wanted.addEither(AccountRow.IS_FLAGGED, request.flagged());
    wanted.addEither("exists (select " + ActiveBan.FROM + ")", request.banned());
    wanted.add(IS_IN_GROUP, "group", request.group());
    return wanted;
  }

  private static boolean haveFew(Handle handle, UUID role) {
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
               limit :few + 1)) as held
            """)
        .bind("few", FEW)
        .bind("role", role)
        .mapTo(Boolean.class)
        .one();
  }

  private static void text(Wanted wanted, String key) {
    var literal = key.replaceAll("[\\\\%_]", "\\\\$0");
    if (key.codePointCount(0, key.length()) < SHORTEST_PART) {
      wanted.add("(username_key like :text or email_key like :text)", "text", literal + "%");
    } else {
      wanted.add("search_text like :text", "text", "%" + literal + "%");
    }
  }

  /** What must be true of an account. */
  private static final class Wanted {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    /** A condition on a value, if that is given. */
    void add(String condition, String name, @Nullable Object value) {
      if (value != null) {
        conditions.add(condition);
        values.put(name, value);
      }
    }

    /** A condition or its contrary, if it is given which. */
    void addEither(String condition, @Nullable Boolean holds) {
      if (holds != null) {
        conditions.add(holds ? condition : "not " + condition);
      }
    }

    String conditions() {
      return String.join("", conditions.stream().map(condition -> " and " + condition).toList());
    }

    Map<String, Object> values() {
      return values;
    }
  }

  /**
   * Has the statement planned anew each time: whether it is better to walk along the numbers or to
   * gather what an index finds depends on how much that is.
   */
  private static final class PlannedForItsValues implements StatementCustomizer {
    @Override
    public void beforeExecution(PreparedStatement statement, StatementContext context)
        throws SQLException {
      statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    }
  }
}
