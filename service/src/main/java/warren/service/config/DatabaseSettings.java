package warren.service.config;

import java.time.Duration;
import java.util.regex.Pattern;
import warren.settings.Values;

/** What is set of the database. */
final class DatabaseSettings {
  /** As the driver has it, and as other programs have it. */
  private static final Pattern PASSWORD =
      Pattern.compile("password=|^[^?]*@", Pattern.CASE_INSENSITIVE);

  private DatabaseSettings() {}

  static Settings.Database of(Values values, Settings.Lanes lanes) {
    return new Settings.Database(
        url(values),
        values.text(Key.DB_USER),
        values.secret(Key.DB_PASSWORD),
        // six more: four for what is looked up, and so that neither the janitor nor looking whether
        // the database is well waits for requests
        values.numberOr(Key.DB_POOL, lanes.threads() + lanes.hashThreads() + 6, 2, 1000),
        timeout(values));
  }

  /** It is printed, and so must hold no password. */
  private static String url(Values values) {
    var url = values.text(Key.DB_URL);
    if (values.right(Key.DB_URL) && !url.startsWith("jdbc:postgresql:")) {
      values.problem(Key.DB_URL, "must begin with jdbc:postgresql:");
    } else if (PASSWORD.matcher(url).find()) {
      values.problem(
          Key.DB_URL, "must hold no password; set " + Key.DB_PASSWORD.variable() + " instead");
    }
    return url;
  }

  /** What the pool and the driver take. */
  private static Duration timeout(Values values) {
    var timeout = values.duration(Key.DB_TIMEOUT);
    if (values.right(Key.DB_TIMEOUT)
        && (timeout.compareTo(Duration.ofMillis(250)) < 0
            || timeout.compareTo(Duration.ofHours(1)) > 0)) {
      values.problem(Key.DB_TIMEOUT, "must be from 250ms to 1h");
    }
    return timeout;
  }
}
