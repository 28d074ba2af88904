package warren.service.tokens;

import com.auth0.jwt.algorithms.Algorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.service.secrets.KeyEncryption;
import warren.service.tokens.SigningKeyDao.Row;

/**
 * The keys with which this process can sign. A key that neither of its secrets decrypts is logged,
 * at most once an hour. Thread-safe.
 */
final class DecryptedKeys {
  private static final Logger log = LoggerFactory.getLogger(DecryptedKeys.class);
  private static final Duration LOG_INTERVAL = Duration.ofHours(1);

  private final KeyEncryption encryption;
  private final ConcurrentMap<String, Instant> logged = new ConcurrentHashMap<>();
  private volatile Map<String, Algorithm> signers = Map.of();

  DecryptedKeys(KeyEncryption encryption) {
    this.encryption = encryption;
  }

  Optional<Algorithm> find(String kid) {
    return Optional.ofNullable(signers.get(kid));
  }

  /** Replaces the keys by those of these rows that can be decrypted; returns them by their id. */
  Map<String, Algorithm> load(List<Row> rows, Instant now) {
    Map<String, Algorithm> loaded = new HashMap<>();
    for (var row : rows) {
      var decrypted = decrypt(row);
      if (decrypted.isEmpty()) {
        warn(row.kid(), now);
      }
      // a key that was decrypted before still signs, for example after a change of the secret
      decrypted.or(() -> find(row.kid())).ifPresent(signer -> loaded.put(row.kid(), signer));
    }
    logged.keySet().retainAll(rows.stream().map(Row::kid).toList());
    signers = Map.copyOf(loaded);
    return loaded;
  }

  /** The key of a row; empty if neither secret decrypts it. */
  Optional<Algorithm> decrypt(Row row) {
    return encryption.tryDecrypt(row.kid(), row.privateKey().bytes()).map(P256::signer);
  }

  private void warn(String kid, Instant now) {
    logged.compute(
        kid,
        (id, before) -> {
          if (before != null && now.isBefore(before.plus(LOG_INTERVAL))) {
            return before;
          }
          log.warn(undecryptable(kid));
          return now;
        });
  }

  /** The sentence for the operator about a key that neither secret decrypts. */
  static String undecryptable(String kid) {
    return ("The signing key %s is encrypted with neither of the secrets of this process: set the"
            + " secrets that the other processes use or, if no process can decrypt it, run `warren"
            + " keys withdraw %s`.")
        .formatted(kid, kid);
  }
}
