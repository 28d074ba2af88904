package warren.service.support;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A summary of a database: for each table the number of rows and a checksum of them. */
public record Fingerprint(Map<String, String> tables) {

  public static Fingerprint of(Jdbi database) {
    return database.withHandle(
        handle -> {
          Map<String, String> tables = new TreeMap<>();
          tables(handle).forEach(table -> tables.put(table, fingerprint(handle, table)));
          return new Fingerprint(tables);
        });
  }

  private static List<String> tables(Handle handle) {
    return handle
        .createQuery("select tablename from pg_tables where schemaname = 'public'")
        .mapTo(String.class)
        .list();
  }

  private static String fingerprint(Handle handle, String table) {
    return handle
        .createQuery(
            """
            select count(*) || ' rows, ' || coalesce(md5(string_agg(line, ';' order by line)), '')
            from (select md5(row_to_json(%1$s)::text) as line from %1$s) as lines
            """
                .formatted('"' + table + '"'))
        .mapTo(String.class)
        .one();
  }
}
