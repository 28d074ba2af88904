package warren.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.gateway.admission.AdmissionLimits;
import warren.settings.SettingsException;

class GatewaySettingsTest {
  @Test
  void allSettingsHaveDefaults() {
    var settings = GatewaySettings.of(Map.of());
    assertEquals("amqp://guest:guest@127.0.0.1:5672", settings.amqpUri().reveal());
    assertEquals("127.0.0.1", settings.host());
    assertEquals(8080, settings.port());
    assertEquals(
        Map.of(
            Dialects.AUTHORIZATION, "/authorization",
            Dialects.DJANGO, "/django",
            Dialects.HAVOC, "/havoc",
            Dialects.VESTEC, "/vestec"),
        settings.dialects());
    assertEquals(Duration.ofSeconds(5), settings.timeout());
    assertEquals(Duration.ofSeconds(10), settings.drainTimeout());
    assertEquals(
        new AdmissionLimits(
            new AdmissionLimits.Capacity(8192, 512),
            new AdmissionLimits.Capacity(4096, 256),
            Duration.ofSeconds(10),
            200),
        settings.limits());
    assertEquals(Set.of(), settings.trustedProxies());
    assertEquals(Set.of(), settings.corsOrigins());
  }

  @Test
  void settingsOfTheServiceAreIgnored() {
    assertEquals(8080, GatewaySettings.of(Map.of("WARREN_DB_URL", "x", "PATH", "/")).port());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WARREN_HTTP_PROT | 80 | WARREN_HTTP_PROT is not a setting; did you mean WARREN_HTTP_PORT?",
        "WARREN_HTTP_PORT | x | WARREN_HTTP_PORT must be a whole number from 0 to 65535",
        "WARREN_HTTP_TIMEOUT | 11m | WARREN_HTTP_TIMEOUT must be at most 10m",
        "WARREN_HTTP_DRAIN_TIMEOUT | x | WARREN_HTTP_DRAIN_TIMEOUT must be a duration such as 500ms, 10s, 15m or 24h",
        "WARREN_HTTP_HOST | '' | WARREN_HTTP_HOST must not be empty",
        "WARREN_HTTP_TRUSTED_PROXIES | proxy | WARREN_HTTP_TRUSTED_PROXIES must be addresses, or ranges like 10.0.0.0/8",
        "WARREN_HTTP_CORS_ORIGINS | https://a.example/ | WARREN_HTTP_CORS_ORIGINS must be origins such as https://shop.example",
        "WARREN_HTTP_DIALECTS | klingon | WARREN_HTTP_DIALECTS must be names such as vestec, or vestec=/path; the dialects are authorization, django, havoc, vestec",
        "WARREN_HTTP_DIALECTS | vestec=path | WARREN_HTTP_DIALECTS must be names such as vestec, or vestec=/path; the dialects are authorization, django, havoc, vestec",
        "WARREN_HTTP_DIALECTS | vestec=/a/.. | WARREN_HTTP_DIALECTS must be names such as vestec, or vestec=/path; the dialects are authorization, django, havoc, vestec",
        "WARREN_HTTP_DIALECTS | vestec=/./a | WARREN_HTTP_DIALECTS must be names such as vestec, or vestec=/path; the dialects are authorization, django, havoc, vestec",
        "WARREN_HTTP_DIALECTS | authorization=/,django=/ | WARREN_HTTP_DIALECTS must have separate paths for authorization and django: both serve /users",
        "WARREN_HTTP_DIALECTS | authorization=/a/b,django=/a/b/ | WARREN_HTTP_DIALECTS must have separate paths for authorization and django: both serve /a/b/users",
        "WARREN_HTTP_DIALECTS | havoc=/groups,django=/ | WARREN_HTTP_DIALECTS must have separate paths for django and havoc: both serve /groups/user",
        "WARREN_HTTP_DIALECTS | authorization=/flask/old,vestec=/ | WARREN_HTTP_DIALECTS must have separate paths for authorization and vestec: both serve /flask/old/authentication",
        "WARREN_HTTP_DIALECTS | vestec=/rpc | WARREN_HTTP_DIALECTS must have another path for vestec: /rpc/flask is reserved for the gateway itself",
        "WARREN_HTTP_DIALECTS | vestec=/health/ | WARREN_HTTP_DIALECTS must have another path for vestec: /health/flask is reserved for the gateway itself",
        "WARREN_HTTP_DIALECTS | vestec=/docs/a | WARREN_HTTP_DIALECTS must have another path for vestec: /docs/a/flask is reserved for the gateway itself",
        "WARREN_HTTP_DIALECTS | vestec=/openapi.json | WARREN_HTTP_DIALECTS must have another path for vestec: /openapi.json/flask is reserved for the gateway itself",
        "WARREN_HTTP_DIALECTS | vestec,vestec | WARREN_HTTP_DIALECTS must not name vestec twice",
        "WARREN_HTTP_DIALECTS | vestec=/a,havoc,vestec=/b | WARREN_HTTP_DIALECTS must not name vestec twice",
        "WARREN_AMQP_URI | http://broker | WARREN_AMQP_URI must look like amqp://user:password@host:port/vhost",
        "WARREN_HTTP_DJANGO_GROUPS | a,=open | WARREN_HTTP_DJANGO_GROUPS must contain names of at most 64 characters, each with =open if anyone may join",
        "WARREN_HTTP_TIMEOUT | 600001ms | WARREN_HTTP_TIMEOUT must be at most 10m",
        "WARREN_HTTP_DRAIN_TIMEOUT | 600001ms | WARREN_HTTP_DRAIN_TIMEOUT must be at most 10m",
        "WARREN_HTTP_CONNECTIONS | 0 | WARREN_HTTP_CONNECTIONS must be a whole number from 1 to 100000",
        "WARREN_HTTP_CONNECTIONS_PER_CLIENT | 100001 | WARREN_HTTP_CONNECTIONS_PER_CLIENT must be a whole number from 1 to 100000",
        "WARREN_HTTP_REQUESTS | 0 | WARREN_HTTP_REQUESTS must be a whole number from 1 to 100000",
        "WARREN_HTTP_REQUESTS_PER_CLIENT | 100001 | WARREN_HTTP_REQUESTS_PER_CLIENT must be a whole number from 1 to 100000",
        "WARREN_HTTP_TRANSFER_TIME | 999ms | WARREN_HTTP_TRANSFER_TIME must be from 1s to 10m",
        "WARREN_HTTP_DIALECT_THREADS | 10001 | WARREN_HTTP_DIALECT_THREADS must be a whole number from 1 to 10000",
        "WARREN_HTTP_PORT | -1 | WARREN_HTTP_PORT must be a whole number from 0 to 65535",
        "WARREN_HTTP_PORT | 65536 | WARREN_HTTP_PORT must be a whole number from 0 to 65535",
        "WARREN_HTTP_CORS_ORIGINS | * | WARREN_HTTP_CORS_ORIGINS must be origins such as https://shop.example"
      })
  void aWrongValueIsReportedInOneSentence(String variable, String value, String problem) {
    var thrown =
        assertThrows(SettingsException.class, () -> GatewaySettings.of(Map.of(variable, value)));
    assertEquals(problem, thrown.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "WARREN_HTTP_PORT, 0",
    "WARREN_HTTP_PORT, 65535",
    "WARREN_HTTP_TIMEOUT, 1ms",
    "WARREN_HTTP_TIMEOUT, 10m",
    "WARREN_HTTP_DRAIN_TIMEOUT, 1ms",
    "WARREN_HTTP_DRAIN_TIMEOUT, 10m"
  })
  void theLeastAndTheGreatestValueAreAllowed(String variable, String value) {
    assertNotNull(GatewaySettings.of(Map.of(variable, value)));
  }

  @ParameterizedTest
  @CsvSource({"vestec=/, ''", "vestec=/old/api/, /old/api", "vestec, /vestec"})
  void aDialectIsServedUnderTheGivenPath(String value, String prefix) {
    var settings = GatewaySettings.of(Map.of("WARREN_HTTP_DIALECTS", value));
    assertEquals(Map.of(Dialects.VESTEC, prefix), settings.dialects());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vestec=/rpcs",
        "vestec=/v/docs",
        "havoc=/users2,django=/",
        "django=/a,vestec=/a/b"
      })
  void pathsThatOnlyBeginLikeOthersAreAllowed(String value) {
    assertNotNull(GatewaySettings.of(Map.of("WARREN_HTTP_DIALECTS", value)));
  }

  @Test
  void theGroupsThatTheServiceCreatesAreAccepted() {
    assertNotNull(
        GatewaySettings.of(Map.of("WARREN_HTTP_DJANGO_GROUPS", "Administrators,Parents=open")));
  }

  @Test
  void severalDialectsCanHaveTheSamePath() {
    var settings = GatewaySettings.of(Map.of("WARREN_HTTP_DIALECTS", "vestec=/,havoc=/"));
    assertEquals(Map.of(Dialects.VESTEC, "", Dialects.HAVOC, ""), settings.dialects());
  }

  @Test
  void theListOfDialectsCanBeEmpty() {
    assertEquals(Map.of(), GatewaySettings.of(Map.of("WARREN_HTTP_DIALECTS", "")).dialects());
  }

  @Test
  void listsAreRead() {
    var settings =
        GatewaySettings.of(
            Map.of(
                "WARREN_HTTP_TRUSTED_PROXIES", "10.0.0.0/8, ::1",
                "WARREN_HTTP_CORS_ORIGINS", "https://shop.example, http://127.0.0.1:3000"));
    assertEquals(Set.of("10.0.0.0/8", "::1"), settings.trustedProxies());
    assertEquals(Set.of("https://shop.example", "http://127.0.0.1:3000"), settings.corsOrigins());
  }
}
