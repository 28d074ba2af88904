package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static warren.service.support.Bodies.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.service.support.Await;
import warren.service.support.Rows;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** No table and no column of the database contains data of a deleted account. */
@WarrenTest
class ErasureIT {
  private static final String NAME = "Vanishing Ada";
  private static final String LATER_NAME = "Vanished Countess";

  private static final List<String> TEXTS =
      List.of(
          NAME,
          LATER_NAME,
          "vanishing@ada.example",
          "vanished@countess.example",
          "Firstnameofada",
          "Lastnameofada",
          "Reason of a ban",
          "Reason of another",
          "Reason of the flag");

  private static final String TRUSTED = "203.0.113.77";
  private static final String TRUSTED_V6 = "2001:db8:77:77::7";
  private static final String CLAIMED = "198.51.100.77";
  private static final List<String> ADDRESSES = List.of(TRUSTED, TRUSTED_V6, CLAIMED);

  private final TestService service;
  private final Rows rows;
  private final String admin;

  private UUID ada = new UUID(0, 0);

  ErasureIT(TestService service, Rows rows) throws Exception {
    this.service = service;
    this.rows = rows;
    this.admin = service.adminToken();
  }

  /** Stores data of the account in every place that can contain some. */
  @BeforeEach
  void plant() throws Exception {
    var made =
        from(
            TRUSTED,
            "RequestAccountCreate",
            json(
                """
                {username: '%s', password: '%s', user_email: 'vanishing@ada.example',
                 first_name: 'Firstnameofada', last_name: 'Lastnameofada'}
                """,
                NAME, TestService.PASSWORD),
            null);
    ada = UUID.fromString(made.data().get("user-id").textValue());
    for (var reason : List.of("Reason of a ban", "Reason of another")) {
      about("RequestBanUser", "permanent: false, reason: '%s'".formatted(reason));
    }
    rows.change("update ban set ends_at = now() where account_id = ?", ada);
    about("RequestFlagUser", "reason: 'Reason of the flag'");
    about("UpdateAccount", "username: '%s'".formatted(NAME));
    about("RequestAccountReset", "user_id: '%s'".formatted(ada));
    for (var address : ADDRESSES) {
      logIn(address, "not the password");
      logIn(address, TestService.PASSWORD).data();
      logIn(address, "not the password");
    }
    rename();
  }

  /** Has the administrator do something to the account. */
  private void about(String operation, String body) throws Exception {
    var properties = service.client().properties().headers(Map.of("jwt", admin)).build();
    var request = json("{user_id: '%s', %s}", ada, body).toString();
    service.client().send(operation, properties, request).data();
  }

  private Reply logIn(String address, String password) throws Exception {
    var body = json("{username: '%s', password: '%s'}", NAME, password);
    return from(address, "RequestLoginToken", body, null);
  }

  private void rename() throws Exception {
    var token = service.token(NAME, TestService.PASSWORD);
    var body = json("{username: '%s', user_email: 'vanished@countess.example'}", LATER_NAME);
    from(TRUSTED, "UpdateAccount", body, token).data();
  }

  /** Sends a request for somebody at that address, which the service is to believe or not. */
  private Reply from(String address, String operation, JsonNode body, @Nullable String token)
      throws Exception {
    Map<String, Object> headers = new HashMap<>(Map.of("client_ip", address));
    if (token != null) {
      headers.put("jwt", token);
    }
    var properties = service.client().properties().headers(headers);
    if (!address.equals(CLAIMED)) {
      properties.userId(brokerUser());
    }
    return service.client().send(operation, properties.build(), body.toString());
  }

  private String brokerUser() {
    return URI.create(service.place().amqpUri()).getUserInfo().split(":", 2)[0];
  }

  /** All rows of each table as text, without regard to case. */
  private Map<String, String> dump() {
    Map<String, String> dump = new HashMap<>();
    for (var table : rows.tables()) {
      var lines = rows.all(String.class, "select t::text from %s as t".formatted(table));
      dump.put(table, String.join("\n", lines).toLowerCase(Locale.ROOT));
    }
    return dump;
  }

  /** The tables that hold this text, or its bytes. */
  private static List<String> tablesHolding(String text, Map<String, String> dump) {
    var lower = text.toLowerCase(Locale.ROOT);
    return tablesHaving(
        dump,
        lower,
        hex(text.getBytes(StandardCharsets.UTF_8)),
        hex(lower.getBytes(StandardCharsets.UTF_8)));
  }

  /** The tables that hold this address, of IPv6 its network, as it is written or its bytes. */
  private static List<String> tablesHoldingAddress(String address, Map<String, String> dump)
      throws Exception {
    var bytes = InetAddress.getByName(address).getAddress();
    var network = Arrays.copyOf(bytes, Math.min(bytes.length, 8));
    return tablesHaving(dump, address.replace("::7", ""), hex(network));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static List<String> tablesHaving(Map<String, String> dump, String... parts) {
    return dump.entrySet().stream()
        .filter(table -> Arrays.stream(parts).anyMatch(table.getValue()::contains))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDeletionErasesEverythingEverywhere(boolean byItself) throws Exception {
    var before = dump();
    for (var text : TEXTS) {
      assertNotEquals(List.of(), tablesHolding(text, before), text);
    }
    for (var address : ADDRESSES) {
      assertEquals(List.of("audit_entry"), tablesHoldingAddress(address, before), address);
    }

    var token = byItself ? service.token(LATER_NAME, TestService.PASSWORD) : admin;
    var from = byItself ? TRUSTED : "192.0.2.1";
    from(from, "RequestAccountDelete", json("{user_id: '%s'}", ada), token).data();

    var after = dump();
    for (var text : TEXTS) {
      assertEquals(List.of(), tablesHolding(text, after), text);
    }
    for (var address : ADDRESSES) {
      assertEquals(List.of(), tablesHoldingAddress(address, after), address);
    }
  }

  @Test
  void aLoginThatFailsAfterwardsLeavesNoAddress() throws Exception {
    rows.change(
        """
        create function wait() returns trigger language plpgsql as
        $$ begin perform pg_advisory_xact_lock(1); return new; end $$
        """);
    rows.change(
        "create trigger wait before update on login_attempt for each row execute function wait()");
    var body = json("{username: '%s', password: 'not the password'}", LATER_NAME);
    try (var holder = service.database().open()) {
      holder.begin();
      holder.execute("select pg_advisory_xact_lock(1)");
      var properties =
          service
              .client()
              .properties()
              .headers(Map.of("client_ip", TRUSTED))
              .userId(brokerUser())
              .build();
      service
          .client()
          .publish(
              "RequestLoginToken", properties, body.toString().getBytes(StandardCharsets.UTF_8));
      Await.until("the login is about to fail", () -> rows.count("pg_locks where not granted") > 0);
      service.client().call("RequestAccountDelete", Map.of("user_id", ada), admin).data();
      holder.rollback();
    } finally {
      rows.change("drop function wait cascade");
    }
    assertEquals(401, service.client().next().status());
    assertEquals(List.of(), tablesHoldingAddress(TRUSTED, dump()));
  }
}
