package warren.service.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import warren.local.FreePort;
import warren.service.support.ConcurrentCaller;
import warren.service.support.LockedAccounts;
import warren.service.support.Program;
import warren.service.support.TestClient;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** {@code migrate}, {@code check-config} and {@code serve}, as an operator runs them. */
class ServeIT {
  private static final Pattern FIRST_ADMINISTRATOR =
      Pattern.compile(
          "The first administrator is root with the password (\\S{24}) \\(shown once\\)\\.");

  private static void assertEnds(
      Map<String, String> settings, String command, int exit, String out, String err)
      throws Exception {
    try (var program = Program.start(settings, command)) {
      assertEquals(exit, program.exit(), program.err());
      assertEquals(out, program.out());
      assertEquals(err, program.err());
    }
  }

  @Test
  void anEmptyDatabaseIsMigratedAndServedUntilTerminated() throws Exception {
    var place = TestServers.takeUnmigrated();
    var settings =
        TestService.settings(
            place, Map.of("WARREN_ADMIN_USERNAME", "root", "WARREN_ADMIN_PASSWORD", ""));
    assertEnds(
        settings,
        "serve",
        1,
        "",
        "The database's schema is not up to date: run `warren migrate` first.\n");
    try (var migrate = Program.start(settings, "migrate")) {
      assertEquals(0, migrate.exit());
      assertTrue(migrate.out().matches("\\d+ migrations applied\\.\n"), migrate.out());
    }
    assertEnds(settings, "migrate", 0, "The schema is up to date.\n", "");

    String password;
    try (var service = Program.start(settings, "serve")) {
      service.awaitPrinted("Warren is ready.");
      var printed = FIRST_ADMINISTRATOR.matcher(service.out());
      assertTrue(printed.lookingAt(), service.out());
      password = printed.group(1);
      assertLogsIn(place, password);

      service.terminate();
      assertEquals(143, service.exit());
    }

    try (var service = Program.start(settings, "serve")) {
      service.awaitPrinted("Warren is ready.");
      assertEquals("Warren is ready.\n", service.out());
      assertLogsIn(place, password);
    }
  }

  private static void assertLogsIn(TestServers.Place place, String password) throws Exception {
    try (var connection = TestService.connect(place.amqpUri());
        var client = new TestClient(connection)) {
      var body = Map.of("username", "root", "password", password);
      assertEquals(200, client.call("RequestLoginToken", body).status());
    }
  }

  @Test
  void aSignalLetsPendingRequestsFinish() throws Exception {
    var place = TestServers.take();
    var settings = TestService.settings(place, Map.of());
    try (var watched = TestService.start(place, Map.of());
        var caller = ConcurrentCaller.byQueue(watched.connection());
        var service = Program.start(settings, "serve")) {
      service.awaitPrinted("Warren is ready.");
      watched.service().close();
      List<String> ids = new ArrayList<>();
      try (var accounts = new LockedAccounts(watched)) {
        for (var i = 0; i < 5; i++) {
          ids.add(
              caller.send(
                  "RequestUsernames",
                  Map.of("user_ids", List.of("00000000-0000-0000-0000-000000000000"))));
        }
        accounts.awaitWaiting(5);
        service.terminate();
      }
      assertEquals(143, service.exit());
      caller.awaitReplies(ids);
      for (var id : ids) {
        assertEquals(json("{usernames: {}}"), caller.first(id).data());
      }
    }
  }

  @Test
  void validSettingsAreConfirmed() throws Exception {
    var settings = TestService.settings(TestServers.take(), Map.of());
    assertEnds(settings, "check-config", 0, "The settings are valid.\n", "");
  }

  @Test
  void everyInvalidSettingIsReportedOnItsOwnLineWithoutSecrets() throws Exception {
    Map<String, String> settings =
        new HashMap<>(TestService.settings(TestServers.take(), Map.of()));
    settings.remove("WARREN_DB_URL");
    settings.put("WARREN_SECRET", "geheim");
    settings.put("WARREN_AMQP_URI", "http://guest:geheim@127.0.0.1");
    settings.put("WARREN_THREDS", "4");
    settings.put("WARREN_PREFETCH", "0");
    for (var command : List.of("check-config", "serve", "migrate")) {
      try (var program = Program.start(settings, command)) {
        assertEquals(1, program.exit());
        assertEquals("", program.out());
        assertEquals(
            List.of(
                "WARREN_AMQP_URI must look like amqp://user:password@host:port/vhost, or with several hosts like"
                    + " amqp://user:password@host1,host2/vhost",
                "WARREN_DB_URL must be set: URL of the PostgreSQL database,"
                    + " `jdbc:postgresql://host:port/name`",
                "WARREN_PREFETCH must be a whole number from 1 to 65535",
                "WARREN_SECRET must have at least 32 characters",
                "WARREN_THREDS is not a setting; did you mean WARREN_THREADS?"),
            program.err().lines().sorted().toList());
      }
    }
  }

  @Test
  void anUnreachableBrokerIsReportedInOneSentence() throws Exception {
    var uri = "amqp://guest:guest@127.0.0.1:" + FreePort.pick();
    var settings =
        TestService.settings(
            TestServers.take(), Map.of("WARREN_AMQP_URI", uri, "WARREN_START_TIMEOUT", "300ms"));
    try (var program = Program.start(settings, "serve")) {
      assertEquals(1, program.exit());
      assertEquals("", program.out());
      var said = program.err().lines().toList();
      assertTrue(
          said.get(said.size() - 1).startsWith("No connection to the broker at "), program.err());
      assertTrue(said.stream().noneMatch(line -> line.startsWith("\tat ")), program.err());
    }
  }

  @Test
  void aWrongDatabasePasswordIsReportedAtOnceInOneSentence() throws Exception {
    var place = TestServers.take();
    var settings =
        TestService.settings(
            place, Map.of("WARREN_DB_PASSWORD", "guess", "WARREN_START_TIMEOUT", "365d"));
    for (var command : List.of("migrate", "serve")) {
      try (var program = Program.start(settings, command)) {
        assertEquals(1, program.exit());
        assertEquals("", program.out());
        assertEquals(
            "The database at %s rejected the connection: FATAL: password authentication failed for user \"warren\"; check WARREN_DB_USER and WARREN_DB_PASSWORD.\n"
                .formatted(place.dbUrl()),
            program.err());
      }
    }
  }

  @Test
  void anUnreachableDatabaseIsReportedInOneSentence() throws Exception {
    var url = "jdbc:postgresql://127.0.0.1:" + FreePort.pick() + "/warren";
    var settings =
        TestService.settings(
            TestServers.take(),
            Map.of(
                "WARREN_DB_URL", url,
                "WARREN_DB_TIMEOUT", "500ms",
                "WARREN_START_TIMEOUT", "300ms"));
    for (var command : List.of("migrate", "serve")) {
      try (var program = Program.start(settings, command)) {
        assertEquals(1, program.exit());
        assertEquals("", program.out());
        assertTrue(
            program
                .err()
                .matches("No connection to the database at " + url + " within 300 ms: [^\n]+\n"),
            program.err());
      }
    }
  }
}
