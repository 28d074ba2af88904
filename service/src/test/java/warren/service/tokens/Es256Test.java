package warren.service.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The example of RFC 6979, A.2.5. */
class Es256Test {
  private static final String KEY =
      "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";

  @Test
  void signsAsTheStandardDoes() throws GeneralSecurityException {
    var signature = new Es256(key()).sign("sample".getBytes(UTF_8));

    assertEquals(
        "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
            + "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
        HexFormat.of().withUpperCase().formatHex(signature));
  }

  private static ECPrivateKey key() throws GeneralSecurityException {
    var curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    var spec =
        new ECPrivateKeySpec(
            new BigInteger(KEY, 16), curve.getParameterSpec(ECParameterSpec.class));
    return (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec);
  }
}
