package warren.service.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.function.Executable;
import warren.client.Caller;
import warren.client.NoReplyException;
import warren.client.NoReplyException.Reason;
import warren.contracts.accounts.Username;
import warren.contracts.accounts.UsernameRequest;
import warren.service.support.Await;

/** Calls of the client in tests, and assertions about their results. */
final class ClientAssertions {
  static final byte[] NOTHING = "{}".getBytes(UTF_8);
  static final UsernameRequest REQUEST = new UsernameRequest(new UUID(0, 1));
  static final String ADA = "{\"data\": {\"username\": \"ada\"}}";

  private ClientAssertions() {}

  static CompletableFuture<Username> call(Caller caller) {
    return caller.accounts().usernameAsync(REQUEST);
  }

  static <T> T got(CompletableFuture<T> call) throws Exception {
    return call.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  static <T extends Throwable> T failure(Class<T> type, CompletableFuture<?> call) {
    return assertInstanceOf(
        type, assertThrows(ExecutionException.class, () -> got(call)).getCause());
  }

  static void assertNoReply(Reason reason, String message, CompletableFuture<?> call) {
    assertNoReply(reason, message, failure(NoReplyException.class, call));
  }

  static void assertNoReply(Reason reason, String message, Executable call) {
    assertNoReply(reason, message, assertThrows(NoReplyException.class, call));
  }

  static void assertNoReply(Reason reason, String message, NoReplyException failure) {
    assertEquals(message, failure.getMessage());
    assertEquals(reason, failure.reason());
  }
}
