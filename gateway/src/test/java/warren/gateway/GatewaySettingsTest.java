package warren.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.gateway.admission.AdmissionLimits;
import warren.gateway.dialects.FailureStatus;
import warren.gateway.http.AllowedOrigins;
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
    for (var dialect : Dialects.values()) {
      assertEquals(FailureStatus.HTTP, settings.dialectStatus().of(dialect));
    }
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
    assertEquals(AllowedOrigins.of(Set.of()), settings.corsOrigins());
    assertEquals(SameSite.LAX, settings.cookieSameSite());
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
        "WARREN_HTTP_DRAIN_TIMEOUT | x | WARREN_HTTP_DRAIN_TIMEOUT must be a duration such as 500ms, 10s, 15m, 24h or 30d",
        "WARREN_HTTP_HOST | '' | WARREN_HTTP_HOST must not be empty",
        "WARREN_HTTP_TRUSTED_PROXIES | proxy | WARREN_HTTP_TRUSTED_PROXIES must be addresses, or ranges like 10.0.0.0/8",
        "WARREN_HTTP_CORS_ORIGINS | https://a.example/ | WARREN_HTTP_CORS_ORIGINS must be origins such as https://shop.example, or * or null",
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
        "WARREN_AMQP_URI | http://broker | WARREN_AMQP_URI must look like amqp://user:password@host:port/vhost, or with several hosts like amqp://user:password@host1,host2/vhost",
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
        "WARREN_HTTP_DIALECTS | vestec,vestec=/x | WARREN_HTTP_DIALECTS must not name vestec twice",
        "WARREN_HTTP_DIALECT_STATUS | both | WARREN_HTTP_DIALECT_STATUS must be http, body, or a list such as havoc=body,vestec=body; the dialects are authorization, django, havoc, vestec",
        "WARREN_HTTP_DIALECT_STATUS | klingon=body | WARREN_HTTP_DIALECT_STATUS must be http, body, or a list such as havoc=body,vestec=body; the dialects are authorization, django, havoc, vestec",
        "WARREN_HTTP_DIALECT_STATUS | havoc=BODY | WARREN_HTTP_DIALECT_STATUS must be http, body, or a list such as havoc=body,vestec=body; the dialects are authorization, django, havoc, vestec",
        "WARREN_HTTP_DIALECT_STATUS | authorization=body | WARREN_HTTP_DIALECT_STATUS must not be body for authorization, whose clients require the HTTP status",
        "WARREN_HTTP_DIALECT_STATUS | havoc=body,havoc=http | WARREN_HTTP_DIALECT_STATUS must not contain two entries for havoc",
        "WARREN_HTTP_DIALECT_STATUS | body,http | WARREN_HTTP_DIALECT_STATUS must not contain two entries for http",
        "WARREN_HTTP_COOKIE_SAMESITE | lax | WARREN_HTTP_COOKIE_SAMESITE must be one of Lax, Strict, None",
        "WARREN_HTTP_COOKIE_SAMESITE | None | WARREN_HTTP_COOKIE_SAMESITE with the value None requires an origin other than * and null in WARREN_HTTP_CORS_ORIGINS, and the proxy that serves https in WARREN_HTTP_TRUSTED_PROXIES",
        "WARREN_HTTP_CORS_ORIGINS | https://*.example | WARREN_HTTP_CORS_ORIGINS must be origins such as https://shop.example, or * or null"
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
    assertEquals(
        new AllowedOrigins(Set.of("https://shop.example", "http://127.0.0.1:3000"), false, false),
        settings.corsOrigins());
  }

  @Test
  void theStatusOfFailuresCanDifferByDialect() {
    var status =
        GatewaySettings.of(Map.of("WARREN_HTTP_DIALECT_STATUS", "body,havoc=http")).dialectStatus();
    assertEquals(FailureStatus.BODY, status.of(Dialects.VESTEC));
    assertEquals(FailureStatus.BODY, status.of(Dialects.DJANGO));
    assertEquals(FailureStatus.HTTP, status.of(Dialects.HAVOC));
    assertEquals(FailureStatus.HTTP, status.of(Dialects.AUTHORIZATION));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WARREN_HTTP_DIALECTS | vestec | WARREN_HTTP_DIALECT_STATUS | vestec=body,havoc=body",
        "WARREN_HTTP_CORS_ORIGINS | *,null | WARREN_HTTP_COOKIE_SAMESITE | None",
        "WARREN_HTTP_CORS_ORIGINS | https://a.example | WARREN_HTTP_COOKIE_SAMESITE | None",
        "WARREN_HTTP_TRUSTED_PROXIES | 127.0.0.1 | WARREN_HTTP_COOKIE_SAMESITE | None"
      })
  void contradictingSettingsAreRefused(String first, String value, String second, String other) {
    var thrown =
        assertThrows(
            SettingsException.class, () -> GatewaySettings.of(Map.of(first, value, second, other)));
    var problem = String.valueOf(thrown.getMessage());
    assertEquals(1, problem.lines().count(), problem);
    assertTrue(problem.startsWith(second + " ") && problem.contains(first), problem);
  }

  @Test
  void cookiesForOtherSitesRequireHttpsAndAListedOrigin() {
    var settings =
        GatewaySettings.of(
            Map.of(
                "WARREN_HTTP_COOKIE_SAMESITE", "None",
                "WARREN_HTTP_TRUSTED_PROXIES", "127.0.0.1",
                "WARREN_HTTP_CORS_ORIGINS", "*,null,https://a.example"));
    assertEquals(SameSite.NONE, settings.cookieSameSite());
    assertEquals(
        new AllowedOrigins(Set.of("https://a.example"), true, true), settings.corsOrigins());
  }
}
