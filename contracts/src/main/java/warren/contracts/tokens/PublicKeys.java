package warren.contracts.tokens;

import java.util.List;
import warren.contracts.fields.Example;

/**
 * The keys that verify tokens: a JSON Web Key Set (RFC 7517).
 *
 * @param keys all keys of tokens that may still be active
 */
public record PublicKeys(List<Key> keys) {

  /**
   * A P-256 signature key (RFC 7518, 6.2).
   *
   * @param kid the key's id, as in the header of a token
   * @param kty {@code EC}
   * @param crv {@code P-256}
   * @param alg {@code ES256}
   * @param use {@code sig}
   * @param x first coordinate, base64url
   * @param y second coordinate, base64url
   */
  public record Key(
      @Example("019449c5-6f00-7000-8000-000000000001") String kid,
      @Example("EC") String kty,
      @Example("P-256") String crv,
      @Example("ES256") String alg,
      @Example("sig") String use,
      @Example("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU") String x,
      @Example("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0") String y) {}
}
