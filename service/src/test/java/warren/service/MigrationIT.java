package warren.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import warren.schema.Migrations;

class MigrationIT {
  @Test
  void theOwnerOfADatabaseNeedNotBeASuperuser() {
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
    assertEquals(0, Migrations.pending(owner));
  }
}
