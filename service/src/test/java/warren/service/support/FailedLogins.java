package warren.service.support;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.service.support.Bodies.assertBadCredentials;
import static warren.service.support.Bodies.assertThrottled;

import java.time.Duration;
import java.time.Instant;
import warren.service.support.TestClient.Reply;

/** Failed logins, and how long ago they were. */
public final class FailedLogins {
  private final Rows rows;
  private final PasswordCaller passwords;

  public FailedLogins(TestService service) {
    this(service, new PasswordCaller(service));
  }

  /** Those of this caller. */
  public FailedLogins(TestService service, PasswordCaller passwords) {
    this.rows = new Rows(service);
    this.passwords = passwords;
  }

  public void forget() {
    rows.change("delete from login_attempt");
  }

  /** One more, just now. */
  public void add(String username) throws Exception {
    assertBadCredentials(passwords.login(username, PasswordCaller.WRONG));
  }

  /** One more on behalf of an address. */
  public void addFrom(Object clientIp, String username) throws Exception {
    assertBadCredentials(passwords.loginFrom(clientIp, username, PasswordCaller.WRONG));
  }

  /** So many one after the other. */
  public void addFrom(Object clientIp, String username, int times) throws Exception {
    for (var i = 0; i < times; i++) {
      addFrom(clientIp, username);
    }
  }

  /** No others than so many of a name, the last of them then. */
  public void are(String username, int times, Instant last) throws Exception {
    forget();
    add(username);
    repeat(times, last);
  }

  /** Multiplies the only stored failure; the last of them happened at this time. */
  public void repeat(int times, Instant last) {
    rows.change(
        """
        insert into login_attempt (id, name_key, address_key, reserved_at)
        select gen_random_uuid(), name_key, address_key, reserved_at
        from login_attempt, generate_series(2, ?)
        """,
        times);
    rows.change("update login_attempt set reserved_at = ?, failed_at = ?", last, last);
  }

  /** Adds so many pending attempts like the stored ones, which began at this time. */
  public void inFlight(int times, Instant since) {
    rows.change(
        """
        insert into login_attempt (id, name_key, address_key, reserved_at)
        select gen_random_uuid(), name_key, address_key, ?
        from (select name_key, address_key from login_attempt limit 1) as kept,
          generate_series(1, ?)
        """,
        since,
        times);
  }

  /** Has all of them happen so much earlier. */
  public void earlierBy(String interval) {
    rows.change(
        """
        update login_attempt
        set reserved_at = reserved_at - ?::interval, failed_at = failed_at - ?::interval
        """,
        interval,
        interval);
  }

  /** A try of a password. */
  public interface Try {
    Reply send() throws Exception;
  }

  /**
   * Asserts that a try must wait until so long after the last of them. They happen a minute later
   * for it, because a slow machine outlasts a second.
   */
  public void assertWaitAfterLast(Duration wait, Try attempt) throws Exception {
    earlierBy("-1 minute");
    assertWaitsUntil(last().plus(wait), attempt);
    earlierBy("1 minute");
  }

  /** Asserts that a try must wait until then, to the millisecond. */
  public static void assertWaitsUntil(Instant end, Try attempt) throws Exception {
    var most = Duration.between(Instant.now(), end);
    var wait = assertThrottled(attempt.send());
    var least = Duration.between(Instant.now(), end);
    assertTrue(
        least.toMillis() <= wait && wait <= most.toMillis() + 1,
        () -> "%s <= %d ms <= %s".formatted(least, wait, most));
  }

  /** The number of stored attempts, failed or pending. */
  public long count() {
    return rows.count("login_attempt");
  }

  public Instant last() {
    return rows.one(Instant.class, "select max(failed_at) from login_attempt");
  }
}
