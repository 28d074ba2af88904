package warren.service.support;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The rows of a service's database, for states that no operation produces and no reply shows. */
public final class Rows {
  private final Jdbi database;

  public Rows(TestService service) {
    this.database = service.database();
  }

  /** The rows of a database that no service uses. */
  public Rows(TestServers.Place place) {
    this.database = Databases.of(place);
  }

  public void change(String statement, Object... arguments) {
    database.useHandle(handle -> handle.execute(statement, arguments));
  }

  public <T> List<T> all(Class<T> type, String query, Object... arguments) {
    return database.withHandle(handle -> handle.select(query, arguments).mapTo(type).list());
  }

  public <T> T one(Class<T> type, String query, Object... arguments) {
    return database.withHandle(handle -> handle.select(query, arguments).mapTo(type).one());
  }

  public long count(String query, Object... arguments) {
    return one(Long.class, "select count(*) from " + query, arguments);
  }

  /** Deletes all accounts but the first administrator's. */
  public void deleteAccounts() {
    change("delete from account where username_key <> 'admin'");
  }

  /**
   * Deletes accounts as {@link #deleteAccounts}, and all groups, roles and permissions that are not
   * built in.
   */
  public void deleteMade() {
    deleteAccounts();
    change("delete from account_group");
    change("delete from role where not built_in");
    change("delete from permission where not built_in");
  }

  public UUID account(String username) {
    return one(UUID.class, "select id from account where username_key = ?", username);
  }

  public UUID roleId(String name) {
    return one(UUID.class, "select id from role where name_key = ?", name);
  }

  public UUID permissionId(String name) {
    return one(UUID.class, "select id from permission where name = ?", name);
  }

  /** The names of the roles that an account holds itself. */
  public List<String> rolesOf(String username) {
    return all(
        String.class,
        """
        select name from account_role join role on role.id = role_id
        where account_id = ? order by name
        """,
        account(username));
  }

  /** Creates a role in addition to the built-in ones. */
  public void role(String name, int level, String... permissions) {
    change(
        """
        insert into role (id, name, name_key, level, created_at, updated_at)
        values (gen_random_uuid(), ?, ?, ?, now(), now())
        """,
        name,
        name,
        level);
    for (var permission : permissions) {
      change(
          """
          insert into role_permission (role_id, permission_id)
          select role.id, permission.id from role, permission
          where role.name = ? and permission.name = ?
          """,
          name,
          permission);
    }
  }

  public void give(String username, String role) {
    change("insert into account_role values (?, ?)", account(username), roleId(role));
  }

  public void take(String username, String role) {
    change(
        "delete from account_role where account_id = ? and role_id = ?",
        account(username),
        roleId(role));
  }

  /** Makes a group that gives its members these roles; its id. */
  public long group(String name, boolean open, String... roles) {
    var id =
        one(
            Long.class,
            """
            insert into account_group (name, name_key, open, created_at, updated_at)
            values (?, lower(?), ?, now(), now())
            returning id
            """,
            name,
            name,
            open);
    for (var role : roles) {
      change("insert into account_group_role values (?, ?)", id, roleId(role));
    }
    return id;
  }

  /** Erases an account as its deletion is to do. */
  public void erase(String username) {
    change(
        """
        update account
        set username = null, username_key = null, username_skeleton = null, email = null,
            email_key = null, email_text_key = null, first_name = null, first_name_key = null, last_name = null, last_name_key = null,
            password_hash = null, enabled = false, erased_at = now()
        where username_key = ?
        """,
        username);
  }

  /** Bans an account from the start of the year to the end that an SQL expression says. */
  public void ban(String username, String end) {
    change(
        """
        insert into ban (id, account_id, started_at, ends_at)
        values (gen_random_uuid(), ?, date_trunc('year', now()), %s)
        """
            .formatted(end),
        account(username));
  }

  /** All tables; a partitioned table represents its partitions. */
  public List<String> tables() {
    return all(
        String.class,
        """
        select relname from pg_class
        where relnamespace = 'public'::regnamespace
          and relkind in ('r', 'p')
          and not relispartition
        """);
  }

  /** All that the tables hold of an account, but for the audit and the replies that it got. */
  public List<String> about(UUID account) {
    var about = all(String.class, "select account::text from account where id = ?", account);
    var tables =
        all(
            String.class,
            """
            select relname from pg_class
            join pg_attribute on attrelid = pg_class.oid
            where relname = any (?) and attname = 'account_id'
              and relname not in ('audit_entry', 'stored_reply')
            order by relname
            """,
            (Object) tables().toArray(String[]::new));
    for (var table : tables) {
      var query = "select t::text from %s as t where account_id = ? order by t::text";
      about.addAll(all(String.class, query.formatted(table), account));
    }
    return about;
  }

  /** Has every transaction that adds to a table, or changes it, fail when all else is done. */
  public void failCommitsOf(String table) {
    change(
        """
        create function fail() returns trigger language plpgsql as
        $$ begin raise exception 'failed'; end $$
        """);
    change(
        """
        create constraint trigger fail after insert or update on %s
        deferrable initially deferred for each row execute function fail()
        """
            .formatted(table));
  }

  public void stopFailing() {
    change("drop function fail cascade");
  }

  public void join(String username, long group) {
    change("insert into account_group_member values (?, ?)", account(username), group);
  }

  /** Returns once so many requests wait for locks. */
  public void awaitWaiting(int requests) throws Exception {
    var waiting =
        """
        pg_locks
        where not granted
          and pid in (select pid from pg_stat_activity where datname = current_database())
        """;
    Await.until(requests + " wait", () -> count(waiting) >= requests);
  }
}
