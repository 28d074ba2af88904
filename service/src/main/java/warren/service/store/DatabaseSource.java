package warren.service.store;

import org.postgresql.ds.PGSimpleDataSource;
import warren.service.config.Settings;

/** The parameters of connections to the database, which parameters in its URL override. */
final class DatabaseSource {
  private static final int CONNECT_SECONDS = 2;

  private DatabaseSource() {}

  static void configure(PGSimpleDataSource source, Settings.Database settings) {
    var url = settings.url();
    source.setURL(url);
    source.setUser(settings.user());
    source.setPassword(settings.password().reveal());
    if (!contains(url, "ApplicationName")) {
      source.setApplicationName("warren");
    }
    if (!contains(url, "connectTimeout")) {
      source.setConnectTimeout(CONNECT_SECONDS);
    }
    if (!contains(url, "tcpKeepAlive")) {
      source.setTcpKeepAlive(true);
    }
    if (!contains(url, "targetServerType")) {
      // a standby refuses every write
      source.setTargetServerType("primary");
    }
    if (!contains(url, "logServerErrorDetail")) {
      // the detail of an error contains the row: names and addresses, which must not be logged
      source.setLogServerErrorDetail(false);
    }
  }

  /** Whether a URL sets a parameter of the driver. */
  static boolean contains(String url, String parameter) {
    return url.contains("?" + parameter + "=") || url.contains("&" + parameter + "=");
  }
}
