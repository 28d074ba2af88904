package warren.contracts.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signatures that a forger can create; each is valid for a verifier with one weakness. */
enum JwtSignature {
  NONE {
    @Override
    byte[] of(byte[] content, IssuedJwt issued) {
      return new byte[0];
    }
  },
  /** Copied from an active token. */
  ORIGINAL {
    @Override
    byte[] of(byte[] content, IssuedJwt issued) {
      return issued.signature();
    }
  },
  HMAC_OF_JWK {
    @Override
    byte[] of(byte[] content, IssuedJwt issued) throws GeneralSecurityException {
      return hmac(issued.jwk().toString().getBytes(UTF_8), content);
    }
  },
  HMAC_OF_PEM {
    @Override
    byte[] of(byte[] content, IssuedJwt issued) throws GeneralSecurityException {
      var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(issued.der());
      var pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
      return hmac(pem.getBytes(UTF_8), content);
    }
  },
  HMAC_OF_DER {
    @Override
    byte[] of(byte[] content, IssuedJwt issued) throws GeneralSecurityException {
      return hmac(issued.der(), content);
    }
  },
  HMAC_OF_POINT {
    @Override
    byte[] of(byte[] content, IssuedJwt issued) throws GeneralSecurityException {
      return hmac(issued.point(), content);
    }
  },
  HMAC_OF_WORD {
    @Override
    byte[] of(byte[] content, IssuedJwt issued) throws GeneralSecurityException {
      return hmac("secret".getBytes(UTF_8), content);
    }
  },
  P256 {
    @Override
    byte[] of(byte[] content, IssuedJwt issued) throws GeneralSecurityException {
      return sign("SHA256withECDSAinP1363Format", FORGER, content);
    }
  },
  P256_IN_DER {
    @Override
    byte[] of(byte[] content, IssuedJwt issued) throws GeneralSecurityException {
      return sign("SHA256withECDSA", FORGER, content);
    }
  },
  P384 {
    @Override
    byte[] of(byte[] content, IssuedJwt issued) throws GeneralSecurityException {
      return sign("SHA384withECDSAinP1363Format", P384_KEY, content);
    }
  },
  RSA {
    @Override
    byte[] of(byte[] content, IssuedJwt issued) throws GeneralSecurityException {
      return sign("SHA256withRSA", RSA_KEY, content);
    }
  },
  ED25519 {
    @Override
    byte[] of(byte[] content, IssuedJwt issued) throws GeneralSecurityException {
      return sign("Ed25519", ED25519_KEY, content);
    }
  },
  ZERO {
    @Override
    byte[] of(byte[] content, IssuedJwt issued) {
      return new byte[64];
    }
  },
  ZERO_IN_DER {
    @Override
    byte[] of(byte[] content, IssuedJwt issued) {
      return HexFormat.of().parseHex("3006020100020100");
    }
  },
  ORDER {
    @Override
    byte[] of(byte[] content, IssuedJwt issued) {
      return inP1363(P256_ORDER, P256_ORDER);
    }
  };

  /** The order n of the curve P-256. */
  static final BigInteger P256_ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  /** A key that the service does not know. */
  static final KeyPair FORGER = key("EC", new ECGenParameterSpec("secp256r1"));

  private static final KeyPair P384_KEY = key("EC", new ECGenParameterSpec("secp384r1"));
  private static final KeyPair ED25519_KEY = key("EdDSA", NamedParameterSpec.ED25519);
  private static final KeyPair RSA_KEY =
      key("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));

  private static final int NUMBER_BYTES = 32;

  abstract byte[] of(byte[] content, IssuedJwt issued) throws GeneralSecurityException;

  private static KeyPair key(String algorithm, AlgorithmParameterSpec parameters) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(parameters);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  private static byte[] sign(String algorithm, KeyPair key, byte[] content)
      throws GeneralSecurityException {
    var signature = Signature.getInstance(algorithm);
    signature.initSign(key.getPrivate());
    signature.update(content);
    return signature.sign();
  }

  private static byte[] hmac(byte[] key, byte[] content) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(content);
  }

  /** Both numbers of a signature in 32 bytes each, as a JWT contains them. */
  static byte[] inP1363(BigInteger r, BigInteger s) {
    var hex = "%064x%064x".formatted(r, s);
    return HexFormat.of().parseHex(hex);
  }

  /** Both numbers of a signature as an ASN.1 sequence, as other protocols contain them. */
  static byte[] inDer(byte[] signature) {
    var r = number(signature, 0).toByteArray();
    var s = number(signature, NUMBER_BYTES).toByteArray();
    var hex = HexFormat.of();
    var numbers =
        "02%02x%s02%02x%s".formatted(r.length, hex.formatHex(r), s.length, hex.formatHex(s));
    return hex.parseHex("30%02x%s".formatted(numbers.length() / 2, numbers));
  }

  /** The signature (r, n - s), which a verifier accepts as well as (r, s). */
  static byte[] mirrored(byte[] signature) {
    return inP1363(number(signature, 0), P256_ORDER.subtract(number(signature, NUMBER_BYTES)));
  }

  private static BigInteger number(byte[] signature, int from) {
    return new BigInteger(1, signature, from, NUMBER_BYTES);
  }
}
