package warren.contracts.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.HexFormat;

/** An active token, as a forger sees it. */
final class IssuedJwt {
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] signature;
  private final JsonNode jwk;

  /**
   * A token.
   *
   * @param signature its signature, r and s in 32 bytes each
   * @param jwk the public key that verifies it
   */
  IssuedJwt(byte[] signature, JsonNode jwk) {
    this.signature = signature.clone();
    this.jwk = jwk;
  }

  byte[] signature() {
    return signature.clone();
  }

  JsonNode jwk() {
    return jwk;
  }

  /** The coordinates of the public key. */
  byte[] point() {
    return HEX.parseHex(coordinate("x") + coordinate("y"));
  }

  private String coordinate(String name) {
    return HEX.formatHex(Base64.getUrlDecoder().decode(jwk.get(name).textValue()));
  }

  /** The public key as an X.509 SubjectPublicKeyInfo. */
  byte[] der() {
    return HEX.parseHex(
        "3059301306072a8648ce3d020106082a8648ce3d03010703420004" + HEX.formatHex(point()));
  }
}
