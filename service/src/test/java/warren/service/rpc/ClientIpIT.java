package warren.service.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.assertThrottled;
import static warren.service.support.PasswordCaller.OLD;
import static warren.service.support.PasswordCaller.WRONG;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import warren.service.support.FailedLogins;
import warren.service.support.PasswordCaller;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Valid and invalid client addresses: failed logins are counted for valid ones. */
@WarrenTest
class ClientIpIT {
  private static final String HERE = "203.0.113.7";

  private final TestService service;
  private final Rows rows;
  private final PasswordCaller passwords;
  private final FailedLogins failures;

  ClientIpIT(TestService service, Rows rows) {
    this.service = service;
    this.rows = rows;
    this.passwords = new PasswordCaller(service);
    this.failures = new FailedLogins(service);
  }

  @BeforeEach
  void onlyAda() throws Exception {
    service.account("ada");
  }

  private void assertLogsInFrom(Object clientIp, String username) throws Exception {
    assertEquals(200, passwords.loginFrom(clientIp, username, OLD).status());
  }

  private long assertThrottledFrom(Object clientIp, String username) throws Exception {
    return assertThrottled(passwords.loginFrom(clientIp, username, OLD));
  }

  @Test
  void ipv6AddressesAreCountedByTheirFirst64Bits() throws Exception {
    failures.addFrom("2001:db8:0:1::1", "ada");
    failures.repeat(10, Instant.now());
    for (var same :
        List.of(
            "2001:db8:0:1::1",
            "2001:db8:0:1:8000::",
            "2001:db8:0:1:ffff:ffff:ffff:ffff",
            "2001:0DB8::1:0:0:0:2")) {
      assertThrottledFrom(same, "ada");
    }
    for (var other : List.of("2001:db8::2:0:0:0:1", "2001:db8::", "2001:db9:0:1::1")) {
      failures.addFrom(other, "ada");
    }
  }

  @Test
  void anIpv4AddressIsTheSameWrittenAsAnIpv6Address() throws Exception {
    failures.addFrom("::ffff:203.0.113.7", "ada");
    failures.repeat(10, Instant.now());
    assertThrottledFrom(HERE, "ada");
    assertThrottledFrom("::FFFF:cb00:7107", "ada");
    failures.addFrom("::ffff:203.0.113.8", "ada");
  }

  static List<Object> noAddresses() {
    return List.of(
        "",
        " ",
        "example.org",
        "localhost",
        "203.0.113",
        "203.0.113.256",
        "203.0.113.7.7",
        "203.0.113.7:80",
        "203.0.113.7 ",
        "203.0.113.7\n",
        "203.0.113.7\u0000",
        "203.0.113.7, 203.0.113.8",
        "0xcb.0.113.7",
        "3405803783",
        "127.1",
        "[2001:db8::1]",
        "2001:db8::1::2",
        "2001:db8",
        "2001:db8::g",
        "2001:db8::/64",
        "x".repeat(5000),
        7,
        true,
        List.of(HERE),
        Map.of("client_ip", HERE));
  }

  @ParameterizedTest
  @MethodSource("noAddresses")
  void anInvalidIpAddressIsIgnored(Object clientIp) throws Exception {
    failures.are("ada", 9, Instant.now().minusSeconds(60));
    failures.addFrom(clientIp, "ada");
    assertThrottled(passwords.login("ada", OLD));
    assertEquals(10, rows.count("login_attempt where address_key is null"));
  }

  @Test
  void theAddressOfASenderWithoutAValidatedUserIdIsIgnored() throws Exception {
    failures.are("ada", 9, Instant.now().minusSeconds(60));
    var claimed = service.client().propertiesFrom(HERE, null).userId(null).build();
    assertBadCredentials(passwords.login("ada", WRONG, claimed));
    assertThrottled(passwords.login("ada", OLD));
    assertThrottled(passwords.login("ada", OLD, claimed));
    assertLogsInFrom(HERE, "ada");
  }
}
