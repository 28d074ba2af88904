package warren.contracts.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Texts that were never issued as tokens, derived from an active token. */
public final class ForgedJwts {
  /** A text that some of them contain. */
  public static final String PLANTED = "planted-token-b3d2";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
  private static final int MAX_TOKEN = 4096;

  /** The token of RFC 7515, A.3: a real token of another issuer. */
  private static final String OF_RFC_7515 =
      "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxl"
          + "LmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8I"
          + "SlSApmWQxfKTUJqPP3-Kg6NU1Q";

  private final IssuedJwt issued;
  private final String token;
  private final String header;
  private final String payload;
  private final String signature;
  private final Map<String, String> all = new LinkedHashMap<>();

  private ForgedJwts(String token, JsonNode jwk) {
    this.token = token;
    var parts = token.split("\\.", -1);
    header = parts[0];
    payload = parts[1];
    signature = parts[2];
    issued = new IssuedJwt(DECODER.decode(signature), jwk);
  }

  /**
   * All of them by their descriptions.
   *
   * @param token an active token
   * @param keys the published keys
   */
  public static Map<String, String> of(String token, JsonNode keys) throws Exception {
    var kid = JSON.readTree(DECODER.decode(token.split("\\.", -1)[0])).get("kid");
    for (var key : keys) {
      if (key.get("kid").equals(kid)) {
        var forged = new ForgedJwts(token, key);
        forged.addTexts();
        forged.addChanged();
        forged.addReencoded();
        forged.addFlippedBits();
        forged.addOfFile();
        return forged.all;
      }
    }
    throw new IllegalArgumentException("the key of the token is not published");
  }

  private void add(String description, String text) {
    if (text.equals(token) || all.put(description, text) != null) {
      throw new IllegalStateException(description + " is the issued token, or occurs twice");
    }
  }

  private void addTexts() {
    add("nothing", "");
    add("a space", " ");
    add("none", "none");
    add("null as text", "null");
    add("dots", "..");
    add("three parts", PLANTED + "." + PLANTED + "." + PLANTED);
    add("lines", PLANTED + "\r\n" + PLANTED + "\n");
    add("NUL", "\0" + PLANTED);
    add("an injection", "' or '1'='1' -- " + PLANTED);
    add("not ASCII", "\u0435" + token.substring(1)); // the Cyrillic letter that looks like e
    add("full width", token.replace('.', '\uff0e'));
    add("4 KiB and one", "x".repeat(MAX_TOKEN + 1));
    add("the token, longer than 4 KiB", token + "x".repeat(MAX_TOKEN + 1 - token.length()));
    add("8 KiB and one", "x".repeat(2 * MAX_TOKEN + 1));
    add("16 KiB", PLANTED.repeat(16 * 1024 / PLANTED.length()));
    add("a token of another issuer", OF_RFC_7515);
  }

  private void addChanged() {
    add("a bearer's", "Bearer " + token);
    add("after a space", " " + token);
    add("before a space", token + " ");
    add("before a line's end", token + "\n");
    add("before NUL", token + "\0");
    add("in capitals", token.toUpperCase(Locale.ROOT));
    add("twice", token + token);
    add("twice, with a comma", token + "," + token);
    add("cut off", token.substring(0, token.length() - 1));
    add("two parts", header + "." + payload);
    add("no signature", header + "." + payload + ".");
    add("a dot at the end", token + ".");
    add("a dot at the beginning", "." + token);
    add("the form of JWE", String.join(".", header, payload, signature, payload, signature));
    add("another payload", header + "." + encode(administratorsClaims()) + "." + signature);
  }

  /** The same bytes in another form, which a lenient verifier accepts. */
  private void addReencoded() {
    add("padded", token + "=");
    add("every part padded", header + "==." + payload + "==." + signature + "==");
    add(
        "white space in a part",
        header + "." + payload.replaceFirst("(?<=.{9})", "\n") + "." + signature);
    add("a signature in the other base64", header + "." + payload + "." + inOtherBase64());
    add("other unused bits", token.substring(0, token.length() - 1) + withOtherUnusedBits());
    add("a signature in DER", withSignature(JwtSignature.inDer(issued.signature())));
    add("the mirrored signature", withSignature(JwtSignature.mirrored(issued.signature())));
  }

  /** The alphabet with + and /, and padding, because a signature may contain neither letter. */
  private String inOtherBase64() {
    return Base64.getEncoder().encodeToString(issued.signature());
  }

  /** The last letter of 64 bytes has two bits of them, and four that a decoder ignores. */
  private char withOtherUnusedBits() {
    var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return letters.charAt(letters.indexOf(token.charAt(token.length() - 1)) ^ 1);
  }

  private String withSignature(byte[] other) {
    return header + "." + payload + "." + encode(other);
  }

  private void addFlippedBits() {
    var parts = List.of(header, payload, signature);
    for (var part = 0; part < parts.size(); part++) {
      var bytes = DECODER.decode(parts.get(part));
      for (var at : new int[] {0, bytes.length / 2, bytes.length - 1}) {
        var flipped = Arrays.copyOf(bytes, bytes.length);
        flipped[at] ^= 1;
        var changed = new ArrayList<>(parts);
        changed.set(part, encode(flipped));
        add("a flipped bit in part %d, byte %d".formatted(part, at), String.join(".", changed));
      }
    }
  }

  private void addOfFile() throws IOException, GeneralSecurityException {
    var names = names();
    for (var line : lines()) {
      var row = line;
      for (var name : names.entrySet()) {
        row = row.replace(name.getKey(), name.getValue());
      }
      var cells = row.split(" \\| ", -1);
      var content = encode(cells[1]) + "." + encode(cells[2]);
      var signed = JwtSignature.valueOf(cells[3]).of(content.getBytes(UTF_8), issued);
      add(cells[0], content + "." + encode(signed));
    }
  }

  private static List<String> lines() throws IOException {
    try (var file = ForgedJwts.class.getResourceAsStream("jwts.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    }
  }

  private Map<String, String> names() throws IOException {
    var claims = claims();
    var forger = JwtSignature.FORGER.getPublic().getEncoded();
    var point = Arrays.copyOfRange(forger, forger.length - 64, forger.length);
    Map<String, String> names = new LinkedHashMap<>();
    names.put("$kid", issued.jwk().get("kid").textValue());
    names.put("$claims", claims);
    names.put("$fields", claims.substring(1, claims.length() - 1));
    names.put("$rest", claims.replaceAll(",?\"(iat|exp)\":\\d+|[{}]", ""));
    names.put("$admin", administratorsClaims());
    names.put("$token", token);
    names.put(
        "$jwk",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"}"
            .formatted(
                encode(Arrays.copyOf(point, 32)), encode(Arrays.copyOfRange(point, 32, 64))));
    names.put("$x5c", Base64.getEncoder().encodeToString(forger));
    names.put("$long", "k".repeat(2000));
    names.put("$deep", "[".repeat(1000) + "]".repeat(1000));
    return names;
  }

  private String claims() {
    return new String(DECODER.decode(payload), UTF_8);
  }

  private String administratorsClaims() {
    return claims()
        .replaceAll("\"role\":\"\\w+\"", "\"role\":\"admin\"")
        .replaceAll("\"level\":\\d+", "\"level\":20");
  }

  private static String encode(String json) {
    return encode(json.getBytes(UTF_8));
  }

  private static String encode(byte[] part) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(part);
  }
}
