package warren.service.tokens;

import com.auth0.jwt.algorithms.Algorithm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.tokens.PublicKeys;
import warren.service.config.Settings;
import warren.service.rpc.AuditContext;
import warren.service.rpc.AuditWriter;
import warren.service.secrets.KeyEncryption;
import warren.service.store.Ids;
import warren.service.store.SecretBytes;
import warren.service.store.Store;
import warren.service.tokens.SigningKeyDao.Row;

/**
 * The keys that sign access tokens (ES256), shared by all processes through the database, which
 * decides for each token which key signs. Thread-safe.
 */
public final class SigningKeys {
  private static final long RETRY_AFTER_MS = 1000;

  private final Store store;
  private final KeyEncryption encryption;
  private final KeySchedule schedule;
  private final DecryptedKeys decrypted;
  private final SigningKeyDao dao = new SigningKeyDao();

  /** A key with which this process can sign. */
  record Signer(String kid, Algorithm algorithm) {}

  public SigningKeys(Store store, KeyEncryption encryption, Settings.Tokens settings) {
    this.store = store;
    this.encryption = encryption;
    this.schedule = new KeySchedule(settings);
    this.decrypted = new DecryptedKeys(encryption);
  }

  /**
   * The key that signs at this time.
   *
   * @throws RefusedException with {@code unavailable} if this process cannot decrypt it
   */
  Signer current(Handle transaction, Instant now) {
    var signing = signing(transaction, now);
    var algorithm =
        signing
            .algorithm()
            .orElseThrow(
                () ->
                    new RefusedException(
                        ErrorCode.UNAVAILABLE.refusal().retryAfter(RETRY_AFTER_MS)));
    return new Signer(signing.kid(), algorithm);
  }

  /** The key that must sign; without an algorithm if this process cannot decrypt it. */
  private record Signing(String kid, Optional<Algorithm> algorithm) {}

  private Signing signing(Handle handle, Instant now) {
    var keys = dao.schedule(handle);
    var kid = keys.get(KeySchedule.signing(keys, now)).kid();
    var known = decrypted.find(kid);
    if (known.isPresent()) {
      return new Signing(kid, known);
    }
    // created by another process since this one has loaded the keys
    var rows = dao.all(handle);
    var loaded = decrypted.load(rows, now);
    var withdrawnMeanwhile = rows.stream().noneMatch(row -> row.kid().equals(kid));
    return withdrawnMeanwhile
        ? signing(handle, now)
        : new Signing(kid, Optional.ofNullable(loaded.get(kid)));
  }

  /** The reason why this process cannot sign, for the operator; empty if it can. */
  public Optional<String> problem() {
    var signing = store.read(handle -> signing(handle, store.now()));
    return signing.algorithm().isPresent()
        ? Optional.empty()
        : Optional.of(DecryptedKeys.undecryptable(signing.kid()));
  }

  /** All keys that may have signed an unexpired token, and the next one. */
  PublicKeys publicKeys(Handle handle) {
    return new PublicKeys(
        dao.all(handle).stream().map(row -> P256.jwk(row.kid(), row.publicKey().bytes())).toList());
  }

  /**
   * Creates the next key when it is time to publish it, and deletes keys without valid tokens. A
   * key that cannot be decrypted is logged.
   */
  public void rotate() {
    decrypted.load(store.write(transaction -> rotate(transaction, store.now())), store.now());
  }

  private List<Row> rotate(Handle transaction, Instant now) {
    if (isRotated(dao.schedule(transaction), now)) {
      return dao.all(transaction);
    }
    dao.lock(transaction);
    var keys = dao.schedule(transaction);
    if (schedule.isDue(keys, now)) {
      create(transaction, now, schedule.nextStart(keys, now));
    }
    schedule.retired(dao.schedule(transaction), now).forEach(kid -> dao.delete(transaction, kid));
    return dao.all(transaction);
  }

  private boolean isRotated(List<KeyStart> keys, Instant now) {
    return !schedule.isDue(keys, now) && schedule.retired(keys, now).isEmpty();
  }

  private String create(Handle transaction, Instant now, Instant signsFrom) {
    var pair = P256.generate();
    var kid = Ids.next().toString();
    dao.insert(
        transaction,
        new Row(
            new KeyStart(kid, signsFrom),
            new SecretBytes(pair.getPublic().getEncoded()),
            new SecretBytes(encryption.encrypt(kid, pair.getPrivate().getEncoded())),
            now));
    return kid;
  }

  /** The states of a key. */
  public enum State {
    NEXT,
    SIGNING,
    VERIFY_ONLY
  }

  /**
   * A key, for the operator.
   *
   * @param retiresAt when it is deleted, because its last token has expired
   */
  public record KeyInfo(String kid, State state, Instant createdAt, Instant retiresAt) {}

  /** All keys, the latest first. */
  public List<KeyInfo> list() {
    var rows = store.read(dao::all);
    var keys = rows.stream().map(Row::start).toList();
    var signing = KeySchedule.signing(keys, store.now());
    return IntStream.range(0, rows.size())
        .mapToObj(
            i ->
                new KeyInfo(
                    keys.get(i).kid(),
                    i < signing ? State.NEXT : i == signing ? State.SIGNING : State.VERIFY_ONLY,
                    rows.get(i).createdAt(),
                    schedule.retirement(keys, i)))
        .toList();
  }

  /** Has the next key sign from now on; returns its id. The present key continues to verify. */
  public String rotateNow(AuditWriter audit) {
    return store.write(
        transaction -> {
          dao.lock(transaction);
          record(transaction, audit, "keys rotate");
          return signWithNext(transaction, store.now());
        });
  }

  private String signWithNext(Handle transaction, Instant now) {
    var rows = dao.all(transaction);
    var signing = KeySchedule.signing(rows.stream().map(Row::start).toList(), now);
    if (signing <= 0) {
      return create(transaction, now, now);
    }
    var next = rows.get(signing - 1);
    if (decrypted.decrypt(next).isEmpty()) {
      // it has signed no token yet
      dao.delete(transaction, next.kid());
      return create(transaction, now, now);
    }
    dao.signFrom(transaction, new KeyStart(next.kid(), now));
    return next.kid();
  }

  /**
   * Withdraws a key: it neither signs nor is it published, and the tokens that it has signed end.
   * If it is the signing key, the next one signs.
   *
   * @return the key that signs now; empty if there is no key with this id
   */
  public Optional<String> withdraw(String kid, AuditWriter audit) {
    return store.write(
        transaction -> {
          dao.lock(transaction);
          var now = store.now();
          var keys = dao.schedule(transaction);
          if (keys.stream().noneMatch(key -> key.kid().equals(kid))) {
            return Optional.empty();
          }
          record(transaction, audit, "keys withdraw");
          var signing = keys.get(KeySchedule.signing(keys, now)).kid();
          var signer = signing.equals(kid) ? signWithNext(transaction, now) : signing;
          dao.delete(transaction, kid);
          dao.insertWithdrawn(transaction, kid, now);
          return Optional.of(signer);
        });
  }

  private static void record(Handle transaction, AuditWriter audit, String command) {
    audit.recordSuccess(transaction, AuditContext.ofCommand(command), null, null);
  }
}
