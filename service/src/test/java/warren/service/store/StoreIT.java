package warren.service.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.service.config.Settings;
import warren.service.identity.RoleDefinitions;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** Transactions, and their actions for the commit. */
class StoreIT {
  private static final Sql INSERT = Sql.of("insert into note (number, text) values (:n, :text)");
  private static final Sql COUNT = Sql.of("select count(*) from note");

  private static TestServers.Place place;
  private static Store store;
  private static final RoleDefinitions ROLES = new RoleDefinitions();

  @BeforeAll
  static void open() {
    place = TestServers.take();
    var settings = Settings.of(TestService.settings(place, Map.of()));
    store = new Store(settings.database(), Clock.systemUTC(), ROLES::reloadIfOutdated);
    store.run(
        handle ->
            handle.execute(
                """
                create table note (
                  number integer unique deferrable initially deferred,
                  text text check (text <> 'wrong'))
                """));
  }

  @BeforeEach
  void empty() {
    store.run(handle -> handle.execute("delete from note"));
  }

  @AfterAll
  static void close() {
    store.close();
  }

  private static void atCommit(Handle transaction, int number, String text) {
    INSERT.on(transaction).bind("n", number).bind("text", text).executeAtCommit();
  }

  private static List<String> notes() {
    return store.read(
        handle ->
            handle.createQuery("select text from note order by ctid").mapTo(String.class).list());
  }

  private static long count(Handle handle) {
    return COUNT.on(handle).findOne(row -> row.getLong(1)).orElseThrow();
  }

  @Test
  void actionsForTheCommitAreExecutedThenAndInOrder() {
    var before =
        store.write(
            transaction -> {
              atCommit(transaction, 1, "one");
              atCommit(transaction, 2, "two");
              return count(transaction);
            });
    assertEquals(0, before);
    assertEquals(List.of("one", "two"), notes());
  }

  @Test
  void aFailedActionRollsItsTransactionBack() {
    assertThrows(
        IllegalStateException.class,
        () ->
            store.write(
                transaction -> {
                  INSERT.on(transaction).bind("n", 1).bind("text", "at once").execute();
                  atCommit(transaction, 2, "before");
                  atCommit(transaction, 3, "wrong");
                  atCommit(transaction, 4, "behind");
                  return "";
                }));
    assertEquals(List.of(), notes());
  }

  @Test
  void aRefusedCommitIsAFailure() {
    assertThrows(
        IllegalStateException.class,
        () ->
            store.write(
                transaction -> {
                  atCommit(transaction, 1, "one");
                  atCommit(transaction, 1, "another");
                  return "";
                }));
    assertEquals(List.of(), notes());
  }

  @Test
  void aTransactionThatFailsEarlierExecutesNoAction() {
    assertThrows(
        UnsupportedOperationException.class,
        () ->
            store.write(
                transaction -> {
                  atCommit(transaction, 1, "one");
                  throw new UnsupportedOperationException();
                }));
    store.write(transaction -> "");
    assertEquals(List.of(), notes());
  }

  @Test
  void anActionOutsideOfATransactionIsRefused() {
    assertThrows(
        IllegalStateException.class,
        () ->
            store.run(handle -> INSERT.on(handle).bind("n", 1).bind("text", "").executeAtCommit()));
  }

  /** Only the first that meets a change does; for the next it is loaded before it begins. */
  @Test
  void transactionsLoadRoleDefinitionsOnce() {
    assertEquals(1, askForRoles());
    assertEquals(0, askForRoles());
    store.run(handle -> handle.execute("update role set level = level"));
    assertEquals(1, askForRoles());
    assertEquals(0, askForRoles());
  }

  /** How often its transaction has read the table of roles. */
  private static long askForRoles() {
    return store.write(
        transaction -> {
          var before = readsOfRoles(transaction);
          ROLES.rolesOf(transaction, anyAccount(transaction));
          return readsOfRoles(transaction) - before;
        });
  }

  private static UUID anyAccount(Handle transaction) {
    return transaction
        .createUpdate(
            """
            insert into account (
              id, username, username_key, username_skeleton, password_hash, enabled, created_at,
              updated_at)
            values (:id, :name, :name, :name, '', false, now(), now())
            """)
        .bind("id", UUID.randomUUID())
        .bind("name", UUID.randomUUID().toString())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(UUID.class)
        .one();
  }

  private static long readsOfRoles(Handle transaction) {
    return transaction
        .createQuery(
            """
            select coalesce(seq_scan, 0) + coalesce(idx_scan, 0)
            from pg_stat_xact_user_tables
            where relname = 'role'
            """)
        .mapTo(Long.class)
        .one();
  }
}
