package warren.service.tokens;

import com.auth0.jwt.algorithms.Algorithm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import warren.contracts.tokens.PublicKeys;
import warren.service.config.ServerSecret;
import warren.service.config.Settings;
import warren.service.store.Ids;
import warren.service.store.SecretBytes;
import warren.service.store.Store;
import warren.service.tokens.SigningKeyDao.Row;
import warren.settings.StartException;

/**
 * The keys that sign access tokens (ES256), shared by all processes through the database. A new key
 * is published before it signs; an old key remains published until its last token has expired.
 * Thread-safe.
 */
public final class SigningKeys {
  private static final int COORDINATE_BYTES = 32;

  /** Exceeds the time for which a process uses the keys that it has read. */
  private static final Duration PUBLICATION_LEAD = Duration.ofHours(1);

  private static final Duration LEEWAY = Duration.ofMinutes(10);

  private final Store store;
  private final KeyEncryption encryption;
  private final Settings.Tokens settings;
  private final SigningKeyDao dao = new SigningKeyDao();
  private volatile List<Signer> signers = List.of();

  /** A key with which this process can sign. */
  record Signer(String kid, Instant signsFrom, Algorithm algorithm) {}

  /**
   * Loads the keys and creates the first one if necessary.
   *
   * @throws StartException if the keys were encrypted with another server secret
   */
  public SigningKeys(Store store, ServerSecret secret, Settings.Tokens settings) {
    this.store = store;
    this.encryption = new KeyEncryption(secret);
    this.settings = settings;
    rotate();
  }

  /**
   * The key that signs at this time. Returns the first key if all keys begin to sign later, as can
   * happen if the clock of the process that created it is ahead.
   */
  Signer current(Instant now) {
    var loaded = signers;
    return loaded.stream()
        .filter(signer -> !signer.signsFrom().isAfter(now))
        .findFirst()
        .orElseGet(() -> loaded.get(loaded.size() - 1));
  }

  /** All keys that may have signed an unexpired token, and the next one. */
  PublicKeys publicKeys(Handle handle) {
    return new PublicKeys(dao.all(handle).stream().map(SigningKeys::jwk).toList());
  }

  /** Creates the next key when it is time to publish it, and deletes keys without valid tokens. */
  public void rotate() {
    var rows = store.write(transaction -> rotate(transaction, store.now()));
    signers = rows.stream().map(this::signer).toList();
  }

  private List<Row> rotate(Handle transaction, Instant now) {
    var rows = dao.all(transaction);
    if (isRotated(rows, now)) {
      return rows;
    }
    dao.lock(transaction);
    rows = dao.all(transaction);
    if (isDue(rows, now)) {
      dao.insert(transaction, generate(nextFrom(rows, now)));
    }
    outdated(rows, now).forEach(kid -> dao.delete(transaction, kid));
    return dao.all(transaction);
  }

  private boolean isRotated(List<Row> rows, Instant now) {
    return !isDue(rows, now) && outdated(rows, now).isEmpty();
  }

  private boolean isDue(List<Row> rows, Instant now) {
    return rows.isEmpty()
        || !rows.get(0)
            .signsFrom()
            .plus(settings.keyRotation())
            .minus(publicationLead())
            .isAfter(now);
  }

  private Instant nextFrom(List<Row> rows, Instant now) {
    return rows.isEmpty() ? now : now.plus(publicationLead());
  }

  private Duration publicationLead() {
    var half = settings.keyRotation().dividedBy(2);
    return half.compareTo(PUBLICATION_LEAD) < 0 ? half : PUBLICATION_LEAD;
  }

  /**
   * Keys whose last token has expired: the next key has signed for longer than a token is valid.
   */
  private List<String> outdated(List<Row> rows, Instant now) {
    var lastUse = now.minus(settings.maxTtl()).minus(LEEWAY);
    return IntStream.range(1, rows.size())
        .filter(i -> rows.get(i - 1).signsFrom().isBefore(lastUse))
        .mapToObj(i -> rows.get(i).kid())
        .toList();
  }

  private Row generate(Instant signsFrom) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = generator.generateKeyPair();
      var kid = Ids.next().toString();
      return new Row(
          kid,
          new SecretBytes(pair.getPublic().getEncoded()),
          new SecretBytes(encryption.encrypt(kid, pair.getPrivate().getEncoded())),
          signsFrom);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has P-256", e);
    }
  }

  private Signer signer(Row row) {
    try {
      var encoded = encryption.decrypt(row.kid(), row.privateKey().bytes());
      var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      return new Signer(row.kid(), row.signsFrom(), Algorithm.ECDSA256((ECPrivateKey) key));
    } catch (GeneralSecurityException e) {
      throw new StartException(
          "WARREN_SECRET is not the secret with which the signing keys in the database are"
              + " encrypted: set the secret that the other processes use.",
          e);
    }
  }

  private static PublicKeys.Key jwk(Row row) {
    try {
      var encoded = new X509EncodedKeySpec(row.publicKey().bytes());
      var point = ((ECPublicKey) KeyFactory.getInstance("EC").generatePublic(encoded)).getW();
      return new PublicKeys.Key(
          row.kid(),
          "EC",
          "P-256",
          "ES256",
          "sig",
          coordinate(point.getAffineX()),
          coordinate(point.getAffineY()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "the public key %s is not a valid P-256 key".formatted(row.kid()), e);
    }
  }

  /** A coordinate in exactly 32 bytes (RFC 7518, 6.2.1.2), without sign and with leading zeros. */
  private static String coordinate(BigInteger number) {
    var bytes = number.toByteArray();
    var padded = new byte[COORDINATE_BYTES];
    var length = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(bytes, bytes.length - length, padded, COORDINATE_BYTES - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(padded);
  }
}
