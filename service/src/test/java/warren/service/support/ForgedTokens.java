package warren.service.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.rabbitmq.client.impl.LongStringHelper;
import java.math.BigDecimal;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tokens that were never issued, derived from an active one. */
public final class ForgedTokens {
  /** A text that some of them contain. */
  public static final String PLANTED = "planted-token-b3d2";

  private final String token;
  private final String header;
  private final String payload;
  private final String signature;

  public ForgedTokens(String token) {
    this.token = token;
    var parts = token.split("\\.", -1);
    header = parts[0];
    payload = parts[1];
    signature = parts[2];
  }

  /** Values of the header, by their descriptions. */
  public Map<String, Object> all() throws Exception {
    Map<String, Object> all = new TreeMap<>();
    addTexts(all);
    addChanged(all);
    addForged(all);
    addOtherTypes(all);
    return all;
  }

  private static void addTexts(Map<String, Object> all) {
    all.put("nothing", "");
    all.put("a space", " ");
    all.put("none", "none");
    all.put("null as text", "null");
    all.put("dots", "..");
    all.put("three parts", PLANTED + "." + PLANTED + "." + PLANTED);
    all.put("lines", PLANTED + "\r\n" + PLANTED + "\n");
    all.put("NUL", "\0" + PLANTED);
    all.put("an injection", "' or '1'='1' -- " + PLANTED);
    all.put("4 KiB and one", "x".repeat(4097));
    all.put("5 KiB", PLANTED.repeat(5 * 1024 / PLANTED.length()));
    all.put("100 KiB", PLANTED.repeat(100 * 1024 / PLANTED.length()));
  }

  /** All values except the issued token. */
  private void addChanged(Map<String, Object> all) {
    var other = signature.charAt(10) == 'A' ? "B" : "A";
    all.put("a bearer's", "Bearer " + token);
    all.put("after a space", " " + token);
    all.put("before a space", token + " ");
    all.put("before a line's end", token + "\n");
    all.put("before NUL", token + "\0");
    all.put("padded", token + "=");
    all.put("in capitals", token.toUpperCase(Locale.ROOT));
    all.put("twice", token + token);
    all.put("cut off", token.substring(0, token.length() - 1));
    all.put("two parts", header + "." + payload);
    all.put("no signature", header + "." + payload + ".");
    all.put(
        "another signature",
        header
            + "."
            + payload
            + "."
            + signature.substring(0, 10)
            + other
            + signature.substring(11));
    all.put("another payload", header + "." + asAdministrator() + "." + signature);
  }

  private void addForged(Map<String, Object> all) throws Exception {
    var none = encoded("{\"alg\":\"none\"}");
    all.put("alg none", none + "." + payload + ".");
    all.put("alg none, an administrator's", none + "." + asAdministrator() + ".");
    all.put("alg none, signed", none + "." + payload + "." + signature);
    all.put("another key", signedAnew(otherKey(), claims()));
    all.put("another key, an administrator's", signedAnew(otherKey(), administratorsClaims()));
    all.put("a symmetric key", signedAnew(Algorithm.HMAC256("secret"), claims()));
  }

  @SuppressWarnings("JavaUtilDate")
  private void addOtherTypes(Map<String, Object> all) {
    all.put("a number", 7);
    all.put("a long number", Long.MAX_VALUE);
    all.put("a short number", (short) 7);
    all.put("a fraction", 7.5);
    all.put("a decimal", new BigDecimal("7.5"));
    all.put("true", true);
    all.put("false", false);
    all.put("a time", new Date(0));
    all.put("bytes", token.getBytes(UTF_8));
    all.put("no UTF-8", LongStringHelper.asLongString(new byte[] {(byte) 0xff, (byte) 0xfe}));
    all.put("a list", List.of(token));
    all.put("an empty list", List.of());
    all.put("a list of lists", List.of(List.of(List.of(token))));
    all.put("a table", Map.of("jwt", token));
    all.put("an empty table", Map.of());
  }

  private String claims() {
    return new String(Base64.getUrlDecoder().decode(payload), UTF_8);
  }

  private String administratorsClaims() {
    return claims()
        .replaceAll("\"role\":\"\\w+\"", "\"role\":\"admin\"")
        .replaceAll("\"level\":\\d+", "\"level\":20");
  }

  private String asAdministrator() {
    return encoded(administratorsClaims());
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }

  /** A key that the service does not know. */
  private static Algorithm otherKey() throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return Algorithm.ECDSA256((ECPrivateKey) generator.generateKeyPair().getPrivate());
  }

  /** Under another key that calls itself the same. */
  private String signedAnew(Algorithm algorithm, String claims) {
    return JWT.create()
        .withHeader(Map.of("typ", "at+jwt"))
        .withKeyId(JWT.decode(token).getKeyId())
        .withPayload(claims)
        .sign(algorithm);
  }
}
