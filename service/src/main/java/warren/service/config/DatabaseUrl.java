package warren.service.config;

import java.util.regex.Pattern;
import warren.settings.SettingType;
import warren.settings.SettingTypes;

/** The URL of the database; messages and logs print it, so it must not contain a password. */
final class DatabaseUrl {
  /** A password as a parameter of the driver, or before the host as in other programs' URLs. */
  private static final Pattern PASSWORD =
      Pattern.compile("password=|^[^?]*@", Pattern.CASE_INSENSITIVE);

  static final SettingType<String> TYPE =
      SettingTypes.text()
          .require(url -> url.startsWith("jdbc:postgresql:"), "must begin with jdbc:postgresql:")
          .require(
              url -> !PASSWORD.matcher(url).find(),
              "must not contain a password; set WARREN_DB_PASSWORD instead")
          .described("JDBC URL");

  private DatabaseUrl() {}
}
