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
import java.util.Base64;
import org.jdbi.v3.core.Handle;
import warren.contracts.tokens.PublicKeys;
import warren.service.config.ServerSecret;
import warren.service.config.StartException;
import warren.service.store.Ids;
import warren.service.store.Store;
import warren.service.tokens.SigningKeyDao.Bytes;
import warren.service.tokens.SigningKeyDao.Row;

/** The keys that sign tokens (ES256), shared by all processes through the database. Thread-safe. */
public final class SigningKeys {
  private static final int COORDINATE_BYTES = 32;

  private final Store store;
  private final KeyEncryption encryption;
  private final SigningKeyDao dao = new SigningKeyDao();
  private volatile Signer current;

  /** A key that signs. */
  record Signer(String kid, Algorithm algorithm) {}

  /** Takes the newest key, and makes the first one if there is none. */
  public SigningKeys(Store store, ServerSecret secret) {
    this.store = store;
    this.encryption = new KeyEncryption(secret);
    this.current = signer(store.write(this::newestOrFirst));
  }

  Signer current() {
    return current;
  }

  /** Every key that may have signed a token that still lives. */
  PublicKeys publicKeys(Handle handle) {
    return new PublicKeys(dao.all(handle).stream().map(SigningKeys::jwk).toList());
  }

  private Row newestOrFirst(Handle transaction) {
    dao.lock(transaction);
    return dao.newest(transaction)
        .orElseGet(
            () -> {
              var row = generate();
              dao.insert(transaction, row, store.now());
              return row;
            });
  }

  private Row generate() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = generator.generateKeyPair();
      var kid = Ids.next().toString();
      return new Row(
          kid,
          new Bytes(pair.getPublic().getEncoded()),
          new Bytes(encryption.encrypt(kid, pair.getPrivate().getEncoded())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has P-256", e);
    }
  }

  private Signer signer(Row row) {
    try {
      var encoded = encryption.decrypt(row.kid(), row.privateKey().bytes());
      var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      return new Signer(row.kid(), Algorithm.ECDSA256((ECPrivateKey) key));
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
