package warren.service.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static warren.service.config.Given.problems;
import static warren.service.config.Given.settings;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrongSettingsTest {
  private static final String NOT_A_DURATION =
      "must be a duration such as 500ms, 10s, 15m, 24h or 30d";
  private static final String NOT_A_URI =
      "must look like amqp://user:password@host:port/vhost, or with several hosts like"
          + " amqp://user:password@host1,host2/vhost";

  @Test
  void anUnknownSettingThatResemblesNoSettingIsAnError() {
    assertEquals(List.of("WARREN_FOO is not a setting"), problems("WARREN_FOO", "a value"));
  }

  @Test
  void aProblemNamesTheAllowedValues() {
    assertEquals(List.of("WARREN_TOKEN_TTL " + NOT_A_DURATION), problems("WARREN_TOKEN_TTL", "1"));
    assertEquals(
        List.of("WARREN_START_TIMEOUT must be at most 365d"),
        problems("WARREN_START_TIMEOUT", "366d"));
    assertEquals(
        List.of("WARREN_DB_TIMEOUT must be from 250ms to 1h"),
        problems("WARREN_DB_TIMEOUT", "249ms"));
    assertEquals(
        List.of("WARREN_REGISTRATION must be one of open, approval, closed"),
        problems("WARREN_REGISTRATION", "no"));
    assertEquals(
        List.of("WARREN_SECRET must have at least 32 characters"),
        problems("WARREN_SECRET", "x".repeat(31)));
    assertEquals(
        List.of("WARREN_DB_URL must begin with jdbc:postgresql:"),
        problems("WARREN_DB_URL", "postgres://db"));
    assertEquals(List.of("WARREN_DB_USER must not be empty"), problems("WARREN_DB_USER", ""));
    assertEquals(
        List.of("WARREN_ADMIN_USERNAME must be at most 150 characters"),
        problems("WARREN_ADMIN_USERNAME", "x".repeat(151)));
    assertEquals(
        List.of("WARREN_REPLY_TO_PATTERN is not a regular expression: Unclosed group"),
        problems("WARREN_REPLY_TO_PATTERN", "("));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/warren?password=hunter2",
        "jdbc:postgresql://db/warren?ssl=true&sslpassword=hunter2",
        "jdbc:postgresql:warren?user=me&PASSWORD=hunter2",
        "jdbc:postgresql://me:hunter2@db/warren"
      })
  void aDatabaseUrlWithAPasswordIsRefusedAndNotQuoted(String url) {
    assertEquals(
        List.of("WARREN_DB_URL must not contain a password; set WARREN_DB_PASSWORD instead"),
        problems("WARREN_DB_URL", url));
  }

  @Test
  void aDatabaseUrlCanHaveOtherParametersOfTheDriver() {
    var url = "jdbc:postgresql://[::1]:5432,other/warren?sslmode=verify-full&options=-c%20a=@";
    assertEquals(url, settings("WARREN_DB_URL", url).database().url());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amqp://guest:hun:ter2@broker", // a colon in the password must be escaped
        "amqp://guest:hunter2@my_broker", // not a host name: the client would connect to localhost
        "amqp://guest:hunter2@broker/a/b",
        "amqp://guest:hunter 2@broker",
        "http://guest:hunter2@broker"
      })
  void aWrongBrokerUriIsNotQuoted(String uri) {
    assertEquals(List.of("WARREN_AMQP_URI " + NOT_A_URI), problems("WARREN_AMQP_URI", uri));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amqp://broker",
        "amqps://broker:5671/",
        "amqp://guest:p%3Aw@10.0.0.1:5672/a%2Fb",
        "amqp://guest@[::1]:5672/vhost"
      })
  void aBrokerUriIsAllowed(String uri) {
    assertEquals(uri, settings("WARREN_AMQP_URI", uri).amqp().uri().reveal());
  }

  @Test
  void aSecretIsReadFromAFile(@TempDir Path folder) throws Exception {
    var file = folder.resolve("secret");
    Files.writeString(file, " from the\nfile \r\n\n");
    assertNotNull(settings("WARREN_ADMIN_PASSWORD_FILE", file.toString()));
    var settings = settings("WARREN_DB_PASSWORD_FILE", file.toString());
    assertEquals(" from the\nfile ", settings.database().password().reveal());
  }

  @Test
  void onlySecretsCanBeReadFromFiles() {
    assertEquals(
        List.of(
            ServiceSetting.AMQP_URI,
            ServiceSetting.DB_PASSWORD,
            ServiceSetting.SECRET,
            ServiceSetting.SECRET_PREVIOUS,
            ServiceSetting.ADMIN_PASSWORD),
        ServiceSetting.ALL.stream().filter(setting -> setting.type().secret()).toList());
  }

  @Test
  void aFileThatCannotBeReadIsOneProblem(@TempDir Path folder) throws Exception {
    var missing = folder.resolve("missing").toString();
    assertEquals(
        List.of("WARREN_SECRET_FILE: " + missing + " cannot be read"),
        Given.problemsOf(Map.of("WARREN_DB_URL", Given.DB_URL, "WARREN_SECRET_FILE", missing)));
    var notText = Files.write(folder.resolve("latin1"), "ä".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        List.of("WARREN_DB_PASSWORD_FILE: " + notText + " cannot be read"),
        problems("WARREN_DB_PASSWORD_FILE", notText.toString()));
  }

  @Test
  void aSecretCannotBeSetTwice(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("secret"), "hunter2");
    var problems =
        problems("WARREN_DB_PASSWORD", "hunter3", "WARREN_DB_PASSWORD_FILE", file.toString());
    assertEquals(
        List.of("WARREN_DB_PASSWORD and WARREN_DB_PASSWORD_FILE cannot both be set"), problems);
    assertFalse(problems.toString().contains("hunter"));
  }
}
