package warren.service.support;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The rows of a database after the start of its service. */
final class InitialRows implements AutoCloseable {
  private final Handle handle;
  private final String restore;

  /** Copies all tables; migrations do not change while a service runs. */
  InitialRows(Jdbi database) {
    handle = database.open();
    handle.execute("create schema initial");
    var statements = new StringBuilder();
    for (var table : tables()) {
      handle.execute("create table initial.%1$s as table public.%1$s".formatted(table));
      statements.append(
          """
          delete from %1$s;
          insert into %1$s (%2$s) overriding system value select %2$s from initial.%1$s;
          """
              .formatted(table, columns(table)));
    }
    restore = statements.toString();
  }

  private List<String> tables() {
    return handle
        .select(
            """
            select relname from pg_class
            where relnamespace = 'public'::regnamespace
              and relkind in ('r', 'p')
              and not relispartition
              and relname not in ('schema_history', 'role_version')
            """)
        .mapTo(String.class)
        .list();
  }

  private String columns(String table) {
    return handle
        .select(
            """
            select string_agg(column_name, ', ') from information_schema.columns
            where table_schema = 'public' and table_name = ? and is_generated = 'NEVER'
            """,
            table)
        .mapTo(String.class)
        .one();
  }

  void restore() {
    handle.useTransaction(
        transaction -> {
          // neither foreign keys nor triggers: each table is complete in itself
          transaction.execute("set local session_replication_role = replica");
          transaction.execute(restore);
          // services read changed roles again
          transaction.execute("update role_version set version = version + 1");
        });
  }

  @Override
  public void close() {
    handle.close();
  }
}
