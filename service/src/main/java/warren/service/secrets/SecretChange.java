package warren.service.secrets;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import warren.service.config.ServerSecret;
import warren.service.secrets.KeyEncryption.EncryptedWith;
import warren.service.store.Store;

/**
 * The change of the server secret: re-encrypts all keys in the database, and reports when the
 * previous secret is no longer required. Thread-safe.
 */
public final class SecretChange {
  private static final String ID_PURPOSE = "id of the secret";
  private static final byte[] ID_MESSAGE = "WARREN_SECRET".getBytes(StandardCharsets.UTF_8);

  private final Store store;
  private final Duration interval;
  private final KeyEncryption encryption;
  private final byte[] currentId;
  private final Optional<byte[]> previousId;
  private final EncryptedKeyDao dao = new EncryptedKeyDao();

  /**
   * Creates it.
   *
   * @param interval the time between two calls of {@link #advance} in this process
   */
  public SecretChange(Store store, ServerSecret secret, Duration interval) {
    this.store = store;
    this.interval = interval;
    this.encryption = new KeyEncryption(secret);
    this.currentId = id(secret.keyFor(ID_PURPOSE));
    this.previousId = secret.previousKeyFor(ID_PURPOSE).map(SecretChange::id);
  }

  private static byte[] id(SecretKeySpec key) {
    return ServerSecret.hmac(key, ID_MESSAGE);
  }

  /**
   * Records that this process uses the current secret, and re-encrypts with it the keys that are
   * encrypted with the previous one.
   */
  public void advance() {
    var until = store.now().plus(interval.multipliedBy(2));
    store.run(handle -> dao.recordUse(handle, currentId, until));
    if (previousId.isPresent()) {
      store.read(dao::all).stream()
          .filter(row -> encryptedWith(row) == EncryptedWith.PREVIOUS)
          .forEach(this::encryptAgain);
    }
  }

  private EncryptedWith encryptedWith(EncryptedKeyDao.Row row) {
    return encryption.encryptedWith(row.id(), row.encrypted().bytes());
  }

  private void encryptAgain(EncryptedKeyDao.Row row) {
    var key = encryption.decrypt(row.id(), row.encrypted().bytes());
    var encrypted = encryption.encrypt(row.id(), key);
    store.run(handle -> dao.replace(handle, row, encrypted));
  }

  /**
   * The progress of the change.
   *
   * @param current number of keys encrypted with the current secret
   * @param previous number of keys encrypted with the previous secret
   * @param neither the ids of the signing keys encrypted with neither
   * @param decryptsMacKey whether one of the secrets decrypts the key of the HMACs
   * @param hasPrevious whether there is a previous secret
   * @param previousInUseUntil until when a process may use the previous secret as the current one;
   *     empty if none ever did
   */
  public record Status(
      long current,
      long previous,
      List<String> neither,
      boolean decryptsMacKey,
      boolean hasPrevious,
      Optional<Instant> previousInUseUntil) {}

  /** The progress of the change. */
  public Status status() {
    return store.read(
        handle -> {
          Map<EncryptedWith, List<String>> ids =
              dao.all(handle).stream()
                  .collect(
                      groupingBy(this::encryptedWith, mapping(EncryptedKeyDao.Row::id, toList())));
          var neither = ids.getOrDefault(EncryptedWith.NEITHER, List.of());
          return new Status(
              ids.getOrDefault(EncryptedWith.CURRENT, List.of()).size(),
              ids.getOrDefault(EncryptedWith.PREVIOUS, List.of()).size(),
              neither.stream().filter(id -> !id.equals(EncryptedKeyDao.MAC_KEY)).sorted().toList(),
              !neither.contains(EncryptedKeyDao.MAC_KEY),
              previousId.isPresent(),
              previousId.flatMap(id -> dao.inUseUntil(handle, id)));
        });
  }
}
