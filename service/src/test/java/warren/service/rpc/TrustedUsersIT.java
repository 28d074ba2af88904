package warren.service.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import warren.service.support.FailedLogins;
import warren.service.support.Rows;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** Broker users whose client address is trusted: failed logins are counted for it. */
@WarrenTest
class TrustedUsersIT {
  private final FailedLogins failures;
  private final Rows rows;

  TrustedUsersIT(TestService service, Rows rows) {
    this.failures = new FailedLogins(service);
    this.rows = rows;
  }

  @WarrenTest(settings = "WARREN_TRUSTED_USERS=web", scope = Scope.TEST)
  @Test
  void aListOfAnotherUserDoesNotTrustThisOne() throws Exception {
    assertNotTrusted();
  }

  @WarrenTest(settings = "WARREN_TRUSTED_USERS=web,proxy", scope = Scope.TEST)
  @Test
  void aListOfOtherUsersDoesNotTrustThisOne() throws Exception {
    assertNotTrusted();
  }

  @WarrenTest(settings = "WARREN_TRUSTED_USERS=Guest", scope = Scope.TEST)
  @Test
  void aNameThatDiffersInCaseIsNotTrusted() throws Exception {
    assertNotTrusted();
  }

  @WarrenTest(settings = "WARREN_TRUSTED_USERS=guests", scope = Scope.TEST)
  @Test
  void aLongerNameDoesNotTrustThisUser() throws Exception {
    assertNotTrusted();
  }

  @WarrenTest(settings = "WARREN_TRUSTED_USERS=gues", scope = Scope.TEST)
  @Test
  void aBeginningOfTheNameDoesNotTrustThisUser() throws Exception {
    assertNotTrusted();
  }

  @WarrenTest(settings = "WARREN_TRUSTED_USERS=*", scope = Scope.TEST)
  @Test
  void anAsteriskTrustsNobody() throws Exception {
    assertNotTrusted();
  }

  @WarrenTest(settings = "WARREN_TRUSTED_USERS=guest", scope = Scope.TEST)
  @Test
  void theOnlyListedUserIsTrusted() throws Exception {
    assertTrusted();
  }

  @WarrenTest(settings = "WARREN_TRUSTED_USERS=web,guest", scope = Scope.TEST)
  @Test
  void theLastListedUserIsTrusted() throws Exception {
    assertTrusted();
  }

  @WarrenTest(settings = "WARREN_TRUSTED_USERS=guest , web", scope = Scope.TEST)
  @Test
  void spacesInTheListDoNotMatter() throws Exception {
    assertTrusted();
  }

  @Test
  void theServicesOwnUserIsTrustedByDefault() throws Exception {
    assertTrusted();
  }

  private void assertTrusted() throws Exception {
    assertEquals(1, failuresOfAnAddress());
  }

  private void assertNotTrusted() throws Exception {
    assertEquals(0, failuresOfAnAddress());
  }

  /** How many of the failed logins, of which there is one, count for an address. */
  private long failuresOfAnAddress() throws Exception {
    failures.addFrom("203.0.113.7", "nobody");
    assertEquals(1, failures.count());
    return rows.count("login_attempt where address_key is not null");
  }
}
