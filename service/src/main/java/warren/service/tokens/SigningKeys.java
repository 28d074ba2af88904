package warren.service.tokens;

import com.auth0.jwt.algorithms.Algorithm;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
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
  private final Store store;
  private final KeyEncryption encryption;
  private final KeySchedule schedule;
  private final SigningKeyDao dao = new SigningKeyDao();

  /** The decrypted keys, by id. */
  private volatile Map<String, Algorithm> signers = Map.of();

  /** A key with which this process can sign. */
  record Signer(String kid, Algorithm algorithm) {}

  public SigningKeys(Store store, KeyEncryption encryption, Settings.Tokens settings) {
    this.store = store;
    this.encryption = encryption;
    this.schedule = new KeySchedule(settings);
  }

  /** The key that signs at this time. */
  Signer current(Handle transaction, Instant now) {
    var keys = dao.schedule(transaction);
    var kid = keys.get(KeySchedule.signing(keys, now)).kid();
    var known = signers.get(kid);
    if (known == null) {
      // created by another process since this one has loaded the keys
      known = load(dao.all(transaction)).get(kid);
    }
    if (known == null) {
      // withdrawn since the first statement
      return current(transaction, now);
    }
    return new Signer(kid, known);
  }

  private Map<String, Algorithm> load(List<Row> rows) {
    var loaded =
        rows.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Row::kid,
                    row -> P256.signer(encryption.decrypt(row.kid(), row.privateKey().bytes()))));
    signers = loaded;
    return loaded;
  }

  /** All keys that may have signed an unexpired token, and the next one. */
  PublicKeys publicKeys(Handle handle) {
    return new PublicKeys(
        dao.all(handle).stream().map(row -> P256.jwk(row.kid(), row.publicKey().bytes())).toList());
  }

  /**
   * Creates the next key when it is time to publish it, and deletes keys without valid tokens.
   *
   * @throws warren.settings.StartException if the keys were encrypted with another server secret
   */
  public void rotate() {
    load(store.write(transaction -> rotate(transaction, store.now())));
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
    var keys = dao.schedule(transaction);
    var signing = KeySchedule.signing(keys, now);
    if (signing <= 0) {
      return create(transaction, now, now);
    }
    var next = keys.get(signing - 1).kid();
    dao.signFrom(transaction, new KeyStart(next, now));
    return next;
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
