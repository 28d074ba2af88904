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
 * The keys that sign tokens (ES256), shared by all processes through the database. A new one is
 * published before it signs, and an old one for as long as a token of its may live. Thread-safe.
 */
public final class SigningKeys {
  private static final int COORDINATE_BYTES = 32;

  /** Longer than a process keeps the keys that it has read. */
  private static final Duration PUBLISHED_BEFORE = Duration.ofHours(1);

  private static final Duration LEEWAY = Duration.ofMinutes(10);

  private final Store store;
  private final KeyEncryption encryption;
  private final Settings.Tokens settings;
  private final SigningKeyDao dao = new SigningKeyDao();
  private volatile List<Signer> signers = List.of();

  /** A key that signs. */
  record Signer(String kid, Instant signsFrom, Algorithm algorithm) {}

  /** Takes the keys that there are, and makes the first one if there is none. */
  public SigningKeys(Store store, ServerSecret secret, Settings.Tokens settings) {
    this.store = store;
    this.encryption = new KeyEncryption(secret);
    this.settings = settings;
    rotate();
  }

  /**
   * By a clock that is behind that of whoever made the first key, none signs yet: then that one.
   */
  Signer current(Instant now) {
    var known = signers;
    return known.stream()
        .filter(signer -> !signer.signsFrom().isAfter(now))
        .findFirst()
        .orElseGet(() -> known.get(known.size() - 1));
  }

  /** Every key that may have signed a token that still lives, and the next one. */
  PublicKeys publicKeys(Handle handle) {
    return new PublicKeys(dao.all(handle).stream().map(SigningKeys::jwk).toList());
  }

  /**
   * Makes the next key when it is time to publish it, and forgets those that are of no more use.
   */
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
            .minus(publishedBefore())
            .isAfter(now);
  }

  private Instant nextFrom(List<Row> rows, Instant now) {
    return rows.isEmpty() ? now : now.plus(publishedBefore());
  }

  private Duration publishedBefore() {
    var half = settings.keyRotation().dividedBy(2);
    return half.compareTo(PUBLISHED_BEFORE) < 0 ? half : PUBLISHED_BEFORE;
  }

  /** Those whose last token has ended: the next key signs for longer than any token lives. */
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
          "WARREN_SECRET is not the one under which the signing keys in the database are"
              + " encrypted.",
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
      throw new IllegalStateException("not a key: " + row.kid(), e);
    }
  }

  /** Always 32 bytes long (RFC 7518, 6.2.1.2), where a number has a sign or fewer digits. */
  private static String coordinate(BigInteger number) {
    var bytes = number.toByteArray();
    var padded = new byte[COORDINATE_BYTES];
    var length = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(bytes, bytes.length - length, padded, COORDINATE_BYTES - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(padded);
  }
}
