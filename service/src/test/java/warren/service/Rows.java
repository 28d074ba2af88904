package warren.service;

import org.jdbi.v3.core.Jdbi;

/** The rows behind a service: what no operation does yet, and what no reply shows. */
final class Rows {
  private final Jdbi database;

  Rows(TestService service) {
    this.database = service.database();
  }

  void change(String statement, Object... arguments) {
    database.useHandle(handle -> handle.execute(statement, arguments));
  }

  <T> T one(Class<T> type, String query, Object... arguments) {
    return database.withHandle(handle -> handle.select(query, arguments).mapTo(type).one());
  }

  long count(String query, Object... arguments) {
    return one(Long.class, "select count(*) from " + query, arguments);
  }
}
