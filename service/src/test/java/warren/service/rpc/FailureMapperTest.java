package warren.service.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.catalogue.AccountCatalogue;

class FailureMapperTest {
  private static final Request REQUEST =
      new Request(
          AccountCatalogue.USERNAME,
          new Request.Body(new byte[0]),
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          false,
          false,
          System.nanoTime());

  private static Refusal refusal(Throwable failure) {
    return FailureMapper.refusal(REQUEST, failure);
  }

  private static Refusal ofState(String state) {
    return refusal(new IllegalStateException(new SQLException("secret", state)));
  }

  @Test
  void aRefusalIsReturnedUnchanged() {
    var refusal = Refusal.ofField(ErrorCode.EMAIL_TAKEN, "user_email", "is taken");
    assertSame(refusal, refusal(new RefusedException(refusal)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"08006", "08001", "53300", "57P01", "57014", "40001", "40P01", "55P03", "25006"})
  void temporaryFailuresAreUnavailable(String state) {
    assertEquals(ErrorCode.UNAVAILABLE.refusal().retryAfter(1000), ofState(state));
  }

  @Test
  void transientExceptionsOfTheDriverAreUnavailable() {
    assertEquals(
        ErrorCode.UNAVAILABLE.refusal().retryAfter(1000),
        refusal(new IllegalStateException(new SQLTransientConnectionException("secret"))));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"0", "23505", "42601", "22001", "54000", "XX000", "80060"})
  void permanentFailuresAreInternalErrors(String state) {
    assertEquals(ErrorCode.INTERNAL.refusal(), ofState(state));
  }

  @Test
  void anyOtherFailureIsOurFault() {
    assertEquals(ErrorCode.INTERNAL.refusal(), refusal(new IllegalStateException("secret")));
    assertEquals(ErrorCode.INTERNAL.refusal(), refusal(new StackOverflowError("secret")));
    assertEquals(ErrorCode.INTERNAL.refusal(), refusal(new OutOfMemoryError("secret")));
    assertEquals(ErrorCode.INTERNAL.refusal(), refusal(new AssertionError("secret")));
  }

  @Test
  void causesThatGoRoundInACircleHaveAnEnd() {
    var first = new IllegalStateException("first");
    var second = new IllegalStateException("second", first);
    first.initCause(second);
    assertEquals(
        ErrorCode.INTERNAL.refusal(),
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> refusal(first)));
  }
}
