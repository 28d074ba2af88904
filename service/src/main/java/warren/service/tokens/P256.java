package warren.service.tokens;

import com.auth0.jwt.algorithms.Algorithm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import warren.contracts.tokens.PublicKeys;

/** Keys on the curve P-256, which ES256 requires. */
final class P256 {
  private static final int COORDINATE_BYTES = 32;

  private P256() {}

  static KeyPair generate() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has P-256", e);
    }
  }

  /** The algorithm that signs with a private key, given in PKCS #8. */
  static Algorithm signer(byte[] privateKey) {
    try {
      var spec = new PKCS8EncodedKeySpec(privateKey);
      return Algorithm.ECDSA256((ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a private key in the database is not a P-256 key", e);
    }
  }

  /** The public key in the form of a JWKS, from an X.509 SubjectPublicKeyInfo. */
  static PublicKeys.Key jwk(String kid, byte[] publicKey) {
    try {
      var spec = new X509EncodedKeySpec(publicKey);
      var point = ((ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec)).getW();
      return new PublicKeys.Key(
          kid,
          "EC",
          "P-256",
          "ES256",
          "sig",
          coordinate(point.getAffineX()),
          coordinate(point.getAffineY()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "the public key %s is not a valid P-256 key".formatted(kid), e);
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
