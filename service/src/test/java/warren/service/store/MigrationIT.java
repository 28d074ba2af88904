package warren.service.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import warren.schema.Migrations;
import warren.service.support.Program;
import warren.service.support.TestServers;
import warren.service.support.TestService;

class MigrationIT {
  @Test
  void migrationsHaveNoStatementTimeout() throws Exception {
    var place = TestServers.takeUnmigrated();
    var database = Jdbi.create(place.dbUrl(), place.dbUser(), place.dbPassword());
    database.useHandle(
        handle -> {
          handle.execute("create schema watch");
          handle.execute("create table watch.seen (limits text)");
          handle.execute(
              """
              create function watch.see() returns event_trigger language plpgsql as $$
              begin
                insert into watch.seen values (concat_ws(
                  ' ', current_setting('statement_timeout'), current_setting('lock_timeout'),
                  current_setting('idle_in_transaction_session_timeout')));
              end $$
              """);
          handle.execute(
              "create event trigger see on ddl_command_end execute function watch.see()");
        });
    try (var migrate = Program.start(TestService.settings(place, Map.of()), "migrate")) {
      assertEquals(0, migrate.exit(), migrate.err());
    }
    assertEquals(
        List.of("0 1min 0"),
        database.withHandle(
            handle ->
                handle
                    .select("select distinct limits from watch.seen")
                    .mapTo(String.class)
                    .list()));
  }

  @Test
  void theOwnerOfTheDatabaseCanMigrateWithoutBeingASuperuser() throws Exception {
    var place = TestServers.takeUnmigrated();
    var database = place.dbUrl().replaceFirst(".*/", "");
    Jdbi.create(place.dbUrl(), place.dbUser(), place.dbPassword())
        .useHandle(
            handle -> {
              handle.execute("create role mere_owner login password 'of one'");
              handle.execute("alter database " + database + " owner to mere_owner");
            });
    var owner = new PGSimpleDataSource();
    owner.setURL(place.dbUrl());
    owner.setUser("mere_owner");
    owner.setPassword("of one");
    assertTrue(Migrations.migrate(owner) > 0);
    assertEquals(0, Migrations.migrate(owner));
  }

  /** Migrations are recognized as complete by the last one. */
  @Test
  void allMigrationsAreAppliedIfTheLastIs() throws Exception {
    var place = TestServers.takeUnmigrated();
    var source = new PGSimpleDataSource();
    source.setURL(place.dbUrl());
    source.setUser(place.dbUser());
    source.setPassword(place.dbPassword());
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      assertFalse(Migrations.areApplied(connection));
      Migrations.migrate(source);
      assertTrue(Migrations.areApplied(connection));
      var last =
          "from schema_history where installed_rank = (select max(installed_rank) from schema_history)";
      statement.execute("delete " + last);
      assertFalse(Migrations.areApplied(connection));
    }
  }
}
