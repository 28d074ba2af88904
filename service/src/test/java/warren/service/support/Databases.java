package warren.service.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import warren.service.support.TestServers.Place;

/** The tests' own connections to the databases of services, which outlast those services. */
final class Databases {
  /** More than any test uses at once. */
  private static final int MOST = 10;

  /** The shortest that the pool allows: few of the server's connections are idle. */
  private static final long IDLE_MS = 10_000;

  private static final Map<Place, Jdbi> OPEN = new ConcurrentHashMap<>();

  private Databases() {}

  static Jdbi of(Place place) {
    return OPEN.computeIfAbsent(place, p -> Jdbi.create(pool(p)));
  }

  private static HikariDataSource pool(Place place) {
    var config = new HikariConfig();
    config.setJdbcUrl(place.dbUrl());
    config.setUsername(place.dbUser());
    config.setPassword(place.dbPassword());
    config.setMaximumPoolSize(MOST);
    config.setMinimumIdle(0);
    config.setIdleTimeout(IDLE_MS);
    return new HikariDataSource(config);
  }
}
