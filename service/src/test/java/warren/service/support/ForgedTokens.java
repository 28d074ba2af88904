package warren.service.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.impl.LongStringHelper;
import java.math.BigDecimal;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import warren.contracts.hostile.ForgedJwts;

/** Values of the header {@code jwt} that were never issued, derived from an active token. */
public final class ForgedTokens {
  /** A text that some of them contain. */
  public static final String PLANTED = ForgedJwts.PLANTED;

  private ForgedTokens() {}

  /** Values of the header, by their descriptions. */
  public static Map<String, Object> of(String token, TestService service) throws Exception {
    Map<String, Object> all = new TreeMap<>(texts(token, service));
    addOtherTypes(all, token);
    return all;
  }

  /** The texts among them. */
  public static Map<String, String> texts(String token, TestService service) throws Exception {
    var keys = service.client().call("RequestPublicKeys", Map.of()).data().get("keys");
    return ForgedJwts.of(token, keys);
  }

  @SuppressWarnings("JavaUtilDate")
  private static void addOtherTypes(Map<String, Object> all, String token) {
    all.put("a number", 7);
    all.put("a long number", Long.MAX_VALUE);
    all.put("a short number", (short) 7);
    all.put("a fraction", 7.5);
    all.put("a decimal", new BigDecimal("7.5"));
    all.put("true", true);
    all.put("false", false);
    all.put("a time", new Date(0));
    all.put("bytes", ("x" + token).getBytes(UTF_8));
    all.put("no UTF-8", LongStringHelper.asLongString(new byte[] {(byte) 0xff, (byte) 0xfe}));
    all.put("a list", List.of(token));
    all.put("an empty list", List.of());
    all.put("a list of lists", List.of(List.of(List.of(token))));
    all.put("a table", Map.of("jwt", token));
    all.put("an empty table", Map.of());
  }
}
