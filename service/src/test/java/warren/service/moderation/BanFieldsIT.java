package warren.service.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.json;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Fields that RequestBanUser refuses, on both sides of each limit. */
@WarrenTest
class BanFieldsIT {
  private static final String NOT_A_TIME = "must be a time such as 2026-01-31T12:00:00Z";

  private final TestService service;
  private final Rows rows;
  private final String admin;

  private UUID ada = new UUID(0, 0);

  BanFieldsIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
  }

  @BeforeEach
  void makeAda() throws Exception {
    service.account("ada");
    ada = rows.account("ada");
  }

  /** Bans ada; the body says how, beside her id. */
  private Reply ban(String body) throws Exception {
    var properties = service.client().properties().headers(Map.of("jwt", admin)).build();
    var request = json("{user_id: '%s', %s}", ada, body).toString();
    return service.client().send("RequestBanUser", properties, request);
  }

  private void assertNoBan() {
    assertEquals(0, rows.count("ban where account_id = ?", ada));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'2999-01-31T12:00:00'",
        "'2999-01-31'",
        "'2999-01-31 12:00:00Z'",
        "'2999-13-01T00:00:00Z'",
        "'2999-02-30T00:00:00Z'",
        "'2999-01-31T25:00:00Z'",
        "'99999-01-31T12:00:00Z'",
        "'+300000-01-31T12:00:00Z'",
        "'+999999999-12-31T23:59:59-18:00'",
        "'-999999999-01-01T00:00:00+18:00'",
        "'0000-12-31T23:59:59Z'",
        "'9999-12-31T23:59:59-18:00'",
        "'tomorrow'",
        "'32503680000000'",
        "''",
        "32503680000000",
        "true",
        "['2999-01-31T12:00:00Z']"
      })
  void anInvalidTimeIsRefused(String until) throws Exception {
    assertInvalidFields(
        "{until: ['%s']}".formatted(NOT_A_TIME),
        ban("permanent: false, until: %s".formatted(until)));
    assertNoBan();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2000-01-31T12:00:00Z", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z"})
  void anEndThatHasPassedIsRefused(String until) throws Exception {
    assertInvalidFields(
        "{until: ['must be in the future']}",
        ban("permanent: false, until: '%s'".formatted(until)));
    assertNoBan();
  }

  @Test
  void nowIsNotInTheFuture() throws Exception {
    assertInvalidFields(
        "{until: ['must be in the future']}",
        ban("permanent: false, until: '%s'".formatted(Instant.now())));
    assertNoBan();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          duration_ms: 0               | must be at least 1
          duration_ms: -1              | must be at least 1
          duration_ms: '0'             | must be at least 1
          duration_ms: 3155760000001   | must be at most 3155760000000
          duration_ms: 9223372036854775807 | must be at most 3155760000000
          duration_ms: 1.5             | must be a whole number
          duration_ms: 'an hour'       | must be a whole number
          duration_ms: true            | must be a whole number
          """)
  void aLengthOutOfBoundsIsRefused(String duration, String problem) throws Exception {
    assertInvalidFields(
        "{duration_ms: ['%s']}".formatted(problem), ban("permanent: false, " + duration));
    assertNoBan();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0", "'yes'", "''", "'TRUE'", "['true']"})
  void permanentIsTrueOrFalse(String permanent) throws Exception {
    assertInvalidFields(
        "{permanent: ['must be true or false']}", ban("permanent: %s".formatted(permanent)));
    assertNoBan();
  }

  @Test
  void permanentIsRequired() throws Exception {
    assertInvalidFields("{permanent: ['is required']}", ban("permanent: null"));
    assertInvalidFields("{permanent: ['is required']}", ban("duration_ms: 1000"));
    assertNoBan();
  }

  @Test
  void aPermanentBanCannotHaveAnEnd() throws Exception {
    var until = "until: '2999-01-31T12:00:00Z'";
    assertInvalidFields(
        "{until: [\"cannot be combined with permanent\"]}", ban("permanent: true, " + until));
    assertInvalidFields(
        "{duration_ms: [\"cannot be combined with permanent\"]}",
        ban("permanent: 'true', duration_ms: 1000"));
    assertInvalidFields(
        "{until: [\"cannot be combined with permanent\"], duration_ms: [\"cannot be combined with permanent\"]}",
        ban("permanent: true, duration_ms: 1000, " + until));
    assertInvalidFields(
        "{duration_ms: [\"cannot be combined with until\"]}",
        ban("permanent: false, duration_ms: 1000, " + until));
    assertNoBan();

    ban("permanent: true, until: null, duration_ms: null, reason: null").data();
    assertEquals(1, rows.count("ban where account_id = ? and ends_at is null", ada));
  }

  @Test
  void aReasonHasAtMost500CodePoints() throws Exception {
    for (var reason :
        List.of("x".repeat(500), "𝒳".repeat(500), "e\u0301".repeat(500), "two\\n\\tlines")) {
      ban("permanent: false, reason: '%s'".formatted(reason)).data();
    }
    rows.change("delete from ban");
    for (var reason : List.of("x".repeat(501), "𝒳".repeat(501), "e\u0301".repeat(501))) {
      assertInvalidFields(
          "{reason: ['must be at most 500 characters']}",
          ban("permanent: false, reason: '%s'".formatted(reason)));
    }
    for (var reason : List.of("two\\fpages", "bell\\u0007", "hidden\u200d")) {
      assertInvalidFields(
          "{reason: ['must not contain control, format or unassigned characters']}",
          ban("permanent: false, reason: '%s'".formatted(reason)));
    }
    assertNoBan();
  }

  @Test
  void allWrongFieldsAreNamed() throws Exception {
    assertInvalidFields(
        """
        {
          user_id: ['must be a UUID'],
          permanent: ['is required'],
          reason: ['must be text'],
          until: ['%s'],
          duration_ms: ['must be at least 1']
        }
        """
            .formatted(NOT_A_TIME),
        service
            .client()
            .call(
                "RequestBanUser",
                Map.of("user_id", "ada", "reason", 1, "until", "x", "duration_ms", 0),
                admin));
  }
}
