package warren.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.gateway.support.Bodies.json;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import warren.gateway.Gateway;
import warren.gateway.GatewaySettings;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** All origins, and pages without an origin, may send requests, but no cookies. */
@WithGateway(settings = "WARREN_HTTP_CORS_ORIGINS=*,null,https://shop.example")
class OpenOriginsIT {
  private static final String LOGIN =
      "{\"username\": \"admin\", \"password\": \"%s\"}".formatted(TestGateway.ADMIN_PASSWORD);

  private final TestHttpClient http;

  OpenOriginsIT(TestHttpClient http) {
    this.http = http;
  }

  private static String header(String name, HttpResponse<String> response) {
    return response.headers().firstValue("Access-Control-Allow-" + name).orElse("absent");
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example, https://shop.example, true",
    "https://any.example, *, absent",
    "null, null, absent"
  })
  void onlyListedOriginsMaySendCookies(String origin, String allowed, String credentials)
      throws Exception {
    var response = http.post("/rpc/RequestPublicKeys", "{}", "Origin", origin);
    assertEquals(200, response.statusCode());
    assertEquals(allowed, header("Origin", response));
    assertEquals(credentials, header("Credentials", response));
    var preflight =
        http.send(
            "OPTIONS",
            "/havoc/user/login",
            "",
            "Origin",
            origin,
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "content-type");
    assertEquals(204, preflight.statusCode());
    assertEquals(allowed, header("Origin", preflight));
    assertEquals(credentials, header("Credentials", preflight));
    assertEquals("POST", header("Methods", preflight));
    assertEquals("content-type", header("Headers", preflight));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://any.example", "null"})
  void otherOriginsCannotUseTheCookieOfASession(String origin) throws Exception {
    var login = http.post("/django/api/token/", LOGIN, "Origin", origin);
    assertEquals(
        "CSRF Failed: the origin of this request is not allowed.",
        json(403, login).get("detail").textValue());
    json(200, http.post("/django/api/token/", LOGIN, "Origin", "https://shop.example"));
    // clients with a token in the header need no cookie
    json(200, http.post("/havoc/user/login", LOGIN, "Origin", origin));
  }

  @Test
  void eachOpenEntryIsReportedAtStart(TestGateway gateway) {
    assertEquals(List.of(), warnings(gateway, "https://shop.example"));
    assertEquals(
        List.of(
            "WARREN_HTTP_CORS_ORIGINS contains *: pages of all sites may send requests, without"
                + " cookies."),
        warnings(gateway, "*"));
    assertEquals(
        List.of(
            "WARREN_HTTP_CORS_ORIGINS contains null, an origin that every site can give to its"
                + " pages: they may send requests, without cookies."),
        warnings(gateway, "null"));
  }

  private static List<String> warnings(TestGateway gateway, String origins) {
    var logger = (Logger) LoggerFactory.getLogger(Gateway.class);
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    logger.addAppender(lines);
    var settings =
        GatewaySettings.of(
            Map.of(
                "WARREN_AMQP_URI",
                gateway.amqpUri(),
                "WARREN_HTTP_PORT",
                "0",
                "WARREN_HTTP_CORS_ORIGINS",
                origins));
    try {
      Gateway.start(settings).close();
      return lines.list.stream()
          .filter(line -> line.getLevel() == Level.WARN)
          .map(ILoggingEvent::getFormattedMessage)
          .toList();
    } finally {
      logger.detachAppender(lines);
    }
  }
}
