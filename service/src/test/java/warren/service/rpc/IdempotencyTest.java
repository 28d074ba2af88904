package warren.service.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import warren.contracts.catalogue.AccountCatalogue;

class IdempotencyTest {
  private static final Instant NOW = Instant.EPOCH;

  private final AtomicInteger uses = new AtomicInteger();

  /** Counts its uses, of which an HMAC has at least one. */
  private final SecretKeySpec bodyKey =
      new SecretKeySpec(new byte[] {1}, "HmacSHA256") {
        @Override
        public byte[] getEncoded() {
          uses.incrementAndGet();
          return super.getEncoded();
        }
      };

  private static Request request(@Nullable String messageId, @Nullable String correlationId) {
    return new Request(
        AccountCatalogue.UPDATE_ACCOUNT,
        new Request.Body("{}".getBytes(UTF_8)),
        null,
        null,
        null,
        correlationId,
        null,
        "replies",
        messageId,
        null,
        null,
        null,
        null,
        false,
        false,
        0);
  }

  @ParameterizedTest
  @CsvSource({", , false", "'', , false", "m, , true", ", c, true", "'', c, true", "m, c, true"})
  void theBodyIsHashedOnlyIfTheRequestHasAnId(
      @Nullable String messageId, @Nullable String correlationId, boolean hasId) {
    for (var account : new UUID[] {new UUID(0, 1), null}) {
      uses.set(0);
      var idempotency = Idempotency.of(request(messageId, correlationId), account, bodyKey, NOW);
      assertEquals(hasId, idempotency.isPresent());
      assertEquals(hasId, uses.get() > 0);
    }
  }
}
