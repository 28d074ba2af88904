package warren.service.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.Verification;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import warren.service.support.TestService;

/** The keys that a service publishes, as somebody uses them who verifies tokens by themselves. */
final class PublicKeySet {
  private final Map<String, JsonNode> keys = new HashMap<>();

  private PublicKeySet() {}

  static PublicKeySet of(TestService service) throws Exception {
    var set = new PublicKeySet();
    for (var key : service.client().call("RequestPublicKeys", Map.of()).data().get("keys")) {
      set.keys.put(key.get("kid").textValue(), key);
    }
    return set;
  }

  List<String> kids() {
    return keys.keySet().stream().sorted().toList();
  }

  /** A verifier with the key that a token names. */
  Verification verifying(String token) throws Exception {
    var kid = JWT.decode(token).getKeyId();
    var key = keys.get(kid);
    assertNotNull(key, () -> kid + " is not among " + keys.keySet());
    return JWT.require(
        Algorithm.ECDSA256(publicKey(key.get("x").textValue(), key.get("y").textValue())));
  }

  private static ECPublicKey publicKey(String x, String y) throws Exception {
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    var point = new ECPoint(coordinate(x), coordinate(y));
    return (ECPublicKey)
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
  }

  private static BigInteger coordinate(String base64) {
    var bytes = Base64.getUrlDecoder().decode(base64);
    assertEquals(32, bytes.length);
    return new BigInteger(1, bytes);
  }
}
