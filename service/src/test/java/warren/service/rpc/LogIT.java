package warren.service.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertRefused;

import ch.qos.logback.classic.Level;
import com.rabbitmq.client.AMQP.BasicProperties;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.catalogue.Catalogue;
import warren.service.support.Await;
import warren.service.support.Bodies;
import warren.service.support.LogCapture;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** The service's log of requests: it never contains text of a caller. */
@WarrenTest(scope = Scope.CLASS) // refused reply addresses are logged a few times a minute only
class LogIT {
  private static final String PLANTED = "planted-word-7f3a";
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final TestService service;
  private final Rows rows;

  private LogCapture lines;

  LogIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
  }

  @BeforeEach
  void listen() {
    lines = new LogCapture();
    rows.change(
        """
        create function fail() returns trigger language plpgsql as
        $$ begin raise exception 'failed' using detail = new.username, errcode = tg_argv[0]; end $$
        """);
  }

  @AfterEach
  void stopListening() {
    lines.close();
    rows.stopFailing();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"planted-word-7f3a\": planted-word-7f3a\n}",
        "\nplanted-word-7f3a",
        "{\"planted-word-7f3a\": 1, \"planted-word-7f3a\": 1}",
        "[\"planted-word-7f3a\r\n\"]",
        "{\"username\": \"planted-word-7f3a\\n\", \"password\": \"planted-word-7f3a\\ud800\"}",
        "{\"user_id\": \"planted-word-7f3a\", \"number\": \"planted-word-7f3a\"}",
        "{\"username\": \"planted-word-7f3a\", \"password\": \"planted-word-7f3a\"}"
      })
  void nothingOfARefusedBodyIsLogged(String body) throws Exception {
    for (var operation : Catalogue.names()) {
      var properties =
          service
              .client()
              .properties()
              .messageId(PLANTED + "\n")
              .headers(
                  Map.of("jwt", PLANTED + "\n", "traceparent", PLANTED + "\n", "deadline", PLANTED))
              .build();
      service.client().send(operation, properties, body);
      service.client().send(operation, service.client().properties().build(), body);
    }
    lines.assertContainsNoneOf(List.of(PLANTED));
  }

  @Test
  void nothingOfARequestIsLoggedWhoseReplyToIsRefused() throws Exception {
    var properties =
        service.client().properties().replyTo("amq.rabbitmq.reply-to." + PLANTED + "\n").build();
    service
        .client()
        .publish("RequestUsername", properties, PLANTED.getBytes(StandardCharsets.UTF_8));
    service.client().assertNoReplyBefore("RequestUsername");
    awaitOneWarning();
    lines.assertContainsNoneOf(List.of(PLANTED));
  }

  @Test
  void nothingOfARequestIsLoggedOrRepliedWhenTheServiceFailsOnIt() throws Exception {
    assertRefused(
        500, "internal", "The service failed on this request.", createFailingWith("P0001"));
    assertEquals(1, lines.count(Level.ERROR));
    lines.assertContainsNoneOf(List.of(PLANTED));
  }

  @Test
  void nothingOfARequestIsLoggedOrRepliedWhenTheDatabaseIsNotAvailable() throws Exception {
    var reply = createFailingWith("40001");
    assertEquals(
        Bodies.json(
            """
            {data: null, error: {
              code: 'unavailable', message: "The service is not available now.",
              retry_after_ms: 1000}}
            """),
        reply.body());
    assertEquals(503, reply.status());
    assertEquals(1, lines.count(Level.WARN));
    lines.assertContainsNoneOf(List.of(PLANTED));
  }

  @Test
  void aRequestsTraceIsInItsLinesAndInNoOthers() throws Exception {
    var properties = service.client().properties();
    for (var headers : List.<Map<String, Object>>of(Map.of("traceparent", TRACE), Map.of())) {
      createFailingWith("P0001", properties.headers(headers).build());
      createFailingWith("40001", properties.headers(headers).build());
    }
    for (var level : List.of(Level.ERROR, Level.WARN)) {
      var first = lines.written(level).get(0).lines().toList().get(0);
      assertTrue(first.endsWith(" trace=" + TRACE), first);
      assertFalse(lines.written(level).get(1).contains("trace="), level::toString);
    }
  }

  @Test
  void theTraceOfARequestWhoseReplyToIsRefusedIsInItsLine() throws Exception {
    var properties =
        service
            .client()
            .properties()
            .replyTo("RequestUsername")
            .headers(Map.of("traceparent", TRACE))
            .build();
    service.client().publish("RequestUsername", properties, new byte[0]);
    service.client().assertNoReplyBefore("RequestUsername");
    awaitOneWarning();
    var line = lines.written(Level.WARN).get(0);
    assertTrue(line.endsWith(" trace=" + TRACE + "\n"), line);
  }

  /** Waits, because the log line of an unanswered request and the next reply have no order. */
  private void awaitOneWarning() throws Exception {
    Await.until("a warning is logged", () -> lines.count(Level.WARN) > 0);
    assertEquals(1, lines.count(Level.WARN));
  }

  /** Every value of a new account is planted, and the database refuses it so. */
  private Reply createFailingWith(String sqlState) throws Exception {
    return createFailingWith(sqlState, service.client().properties().build());
  }

  private Reply createFailingWith(String sqlState, BasicProperties properties) throws Exception {
    rows.change(
        "create or replace trigger fail before insert on account for each row execute function fail('"
            + sqlState
            + "')");
    return service
        .client()
        .send(
            "RequestAccountCreate",
            properties,
            Map.of(
                "username", PLANTED,
                "password", PLANTED + PLANTED,
                "user_email", PLANTED + "@example.org",
                "first_name", PLANTED,
                "last_name", PLANTED));
  }
}
