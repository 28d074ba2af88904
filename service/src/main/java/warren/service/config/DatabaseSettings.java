package warren.service.config;

import java.time.Duration;
import java.util.regex.Pattern;
import warren.settings.SettingsReader;

/** What is set of the database. */
final class DatabaseSettings {
  /** As the driver has it, and as other programs have it. */
  private static final Pattern PASSWORD =
      Pattern.compile("password=|^[^?]*@", Pattern.CASE_INSENSITIVE);

  private DatabaseSettings() {}

  static Settings.Database of(SettingsReader reader, Settings.Bulkheads bulkheads) {
    return new Settings.Database(
        url(reader),
        reader.text(ServiceSetting.DB_USER),
        reader.secret(ServiceSetting.DB_PASSWORD),
        // six more: four for what is looked up, and so that neither the janitor nor looking whether
        // the database is well waits for requests
        reader.numberOr(
            ServiceSetting.DB_POOL, bulkheads.threads() + bulkheads.hashThreads() + 6, 2, 1000),
        timeout(reader));
  }

  /** It is printed, and so must hold no password. */
  private static String url(SettingsReader reader) {
    var url = reader.text(ServiceSetting.DB_URL);
    if (reader.right(ServiceSetting.DB_URL) && !url.startsWith("jdbc:postgresql:")) {
      reader.problem(ServiceSetting.DB_URL, "must begin with jdbc:postgresql:");
    } else if (PASSWORD.matcher(url).find()) {
      reader.problem(
          ServiceSetting.DB_URL,
          "must hold no password; set " + ServiceSetting.DB_PASSWORD.variable() + " instead");
    }
    return url;
  }

  /** What the pool and the driver take. */
  private static Duration timeout(SettingsReader reader) {
    var timeout = reader.duration(ServiceSetting.DB_TIMEOUT);
    if (reader.right(ServiceSetting.DB_TIMEOUT)
        && (timeout.compareTo(Duration.ofMillis(250)) < 0
            || timeout.compareTo(Duration.ofHours(1)) > 0)) {
      reader.problem(ServiceSetting.DB_TIMEOUT, "must be from 250ms to 1h");
    }
    return timeout;
  }
}
