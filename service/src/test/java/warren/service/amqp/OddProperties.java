package warren.service.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.LongStringHelper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Unusual or invalid properties of a request.
 *
 * @param what their description
 * @param change the change from usual properties
 * @param refusal the expected refusal; null if the request succeeds
 */
record OddProperties(
    String what, UnaryOperator<BasicProperties> change, @Nullable Refusal refusal) {

  /** A text that many of them contain. */
  static final String PLANTED = "planted-property-41d8";

  static final byte[] NO_UTF_8 = {(byte) 0xff, (byte) 0xfe, (byte) 0xc0, (byte) 0x80};
  private static final long FUTURE = 253_402_300_799_000L;
  private static final int KIB_5 = 5 * 1024;

  private static final Refusal UNSUPPORTED_TYPE =
      new Refusal(415, "unsupported_type", "The body must be application/json in UTF-8.");
  private static final Refusal LONG_MESSAGE_ID =
      new Refusal(400, "malformed", "The message_id must have at most 128 characters.");
  private static final Refusal NO_DEADLINE =
      new Refusal(400, "malformed", "The header deadline must be a time in epoch milliseconds.");
  private static final Refusal DEADLINE_PASSED =
      new Refusal(
          504, "deadline_passed", "The deadline passed before the execution of the request began.");

  /** A status, a code and a sentence. */
  record Refusal(int status, String code, String message) {}

  /**
   * Those that the broker lets through.
   *
   * @param user the broker's user who sends them
   */
  static List<OddProperties> all(String user) {
    List<OddProperties> all = new ArrayList<>();
    addMessageIds(all);
    addDeadlines(all);
    addUnread(all, user);
    for (var value : oddValues()) {
      all.add(headers(user, value));
    }
    addTraceparents(all);
    addAddresses(all, user);
    addNames(all);
    all.add(bytes("content_type", p -> p.contentType("xxxx"), UNSUPPORTED_TYPE));
    all.add(bytes("content_encoding", p -> p.contentEncoding("xxxx"), UNSUPPORTED_TYPE));
    return all;
  }

  private static void addMessageIds(List<OddProperties> all) {
    for (var id :
        List.of("", " ", "\0", PLANTED + "\r\n", "x".repeat(128), "\ud83d\ude00".repeat(63))) {
      all.add(of("message_id " + id, p -> p.messageId(id), null));
    }
    all.add(bytes("message_id", p -> p.messageId("xxxx"), null));
    for (var id : List.of("x".repeat(129), "\0".repeat(129), "x".repeat(255))) {
      all.add(of("message_id " + id, p -> p.messageId(id), LONG_MESSAGE_ID));
    }
  }

  private static void addDeadlines(List<OddProperties> all) {
    for (Object future : List.of(FUTURE, Long.toString(FUTURE), new BigDecimal(9), "0" + FUTURE)) {
      all.add(header("deadline", future, future instanceof BigDecimal ? DEADLINE_PASSED : null));
    }
    for (Object past : List.of(0, 1, (short) 7, (byte) 7, 7L, "0", "000000000000000007")) {
      all.add(header("deadline", past, DEADLINE_PASSED));
    }
    for (Object no :
        List.of(-1, -1L, "-1", "", " 1", "1 ", "1\n", "1e12", "soon", "9".repeat(19))) {
      all.add(header("deadline", no, NO_DEADLINE));
    }
    // digits, but not ours
    all.add(header("deadline", "\u0661".repeat(13), NO_DEADLINE));
    for (var value : oddValues()) {
      all.add(header("deadline", value, NO_DEADLINE));
    }
    all.add(header("deadline", null, null));
  }

  /** Of every type that a header can have. */
  @SuppressWarnings("JavaUtilDate")
  private static List<Object> oddValues() {
    return List.of(
        true,
        1.5,
        1.5f,
        new BigDecimal("1.5"),
        new Date(FUTURE),
        new Date(-1),
        PLANTED.getBytes(StandardCharsets.UTF_8),
        new byte[0],
        List.of(),
        List.of(PLANTED),
        Map.of(),
        Map.of(PLANTED, PLANTED),
        nested(30),
        PLANTED,
        PLANTED + "\r\n" + PLANTED,
        "\0" + PLANTED,
        PLANTED.repeat(KIB_5 / PLANTED.length()),
        LongStringHelper.asLongString(NO_UTF_8));
  }

  private static Object nested(int depth) {
    return depth == 0 ? PLANTED : List.of(nested(depth - 1));
  }

  /** Properties that the service ignores. */
  @SuppressWarnings("JavaUtilDate")
  private static void addUnread(List<OddProperties> all, String user) {
    for (var lifetime : List.of("600000", "4294967295", "+600000", "0".repeat(200) + "600000")) {
      all.add(of("expiration " + lifetime, p -> p.expiration(lifetime), null));
    }
    for (var number : List.of(0, 9, 255)) {
      all.add(of("priority " + number, p -> p.priority(number), null));
    }
    all.add(of("a persistent one", p -> p.deliveryMode(2), null));
    for (var time : List.of(new Date(0), new Date(-1000), new Date(Long.MAX_VALUE))) {
      all.add(of("timestamp " + time, p -> p.timestamp(time), null));
    }
    for (var text : List.of("", "\0", PLANTED + "\r\n" + PLANTED, "x".repeat(255))) {
      all.add(of("app_id " + text, p -> p.appId(text), null));
      all.add(of("type " + text, p -> p.type(text), null));
      all.add(of("cluster_id " + text, p -> p.clusterId(text), null));
    }
    all.add(bytes("app_id", p -> p.appId("xxxx"), null));
    all.add(of("user_id", p -> p.userId(user), null));
  }

  private static void addTraceparents(List<OddProperties> all) {
    var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    for (var wrong :
        List.of(
            "",
            trace.substring(1),
            trace + "\r\n",
            trace.substring(0, 53) + "\r\n",
            trace.replace('a', 'A'),
            "ff" + trace.substring(2))) {
      all.add(header("traceparent", wrong, null));
    }
  }

  private static void addAddresses(List<OddProperties> all, String user) {
    for (var wrong :
        List.of(
            "",
            "1.2.3",
            "256.1.1.1",
            "999.999.999.999",
            "1.2.3.4\0",
            "1.2.3.4\r\n",
            "1.2.3.4, 5.6.7.8",
            "1.2.3.4:80",
            "::1%eth0",
            "fe80::1%1",
            "[::1]",
            ":::",
            "localhost",
            PLANTED + ".example.org")) {
      all.add(clientIp(user, wrong));
    }
    all.add(clientIp(user, null));
  }

  private static void addNames(List<OddProperties> all) {
    for (var name :
        List.of("", " ", "JWT", "jwt ", "jwt\0", "Deadline", "\r\n" + PLANTED, "x".repeat(255))) {
      all.add(header(name, PLANTED, null));
    }
    all.add(
        new OddProperties(
            "a header's name that is not UTF-8",
            p -> WireProperties.replacing("xxxx", NO_UTF_8, withHeader(p, "xxxx", PLANTED)),
            null));
    all.add(header("x", PLANTED.repeat(3 * KIB_5 / PLANTED.length()), null));
    all.add(new OddProperties("many headers", OddProperties::withMany, null));
  }

  private static BasicProperties withMany(BasicProperties properties) {
    Map<String, Object> headers = new HashMap<>(properties.getHeaders());
    for (var i = 0; i < 250; i++) {
      headers.put(PLANTED + i, PLANTED);
    }
    return properties.builder().headers(headers).build();
  }

  private static OddProperties of(
      String what, UnaryOperator<BasicProperties.Builder> change, @Nullable Refusal refusal) {
    return new OddProperties(what, p -> change.apply(p.builder()).build(), refusal);
  }

  /** A property of four bytes that are not UTF-8. */
  private static OddProperties bytes(
      String what, UnaryOperator<BasicProperties.Builder> placed, @Nullable Refusal refusal) {
    return new OddProperties(
        what + " that is not UTF-8",
        p -> WireProperties.replacing("xxxx", NO_UTF_8, placed.apply(p.builder()).build()),
        refusal);
  }

  private static OddProperties header(
      String name, @Nullable Object value, @Nullable Refusal refusal) {
    return new OddProperties(
        "%s: %s".formatted(name, value), p -> withHeader(p, name, value), refusal);
  }

  /** A trusted sender's, so that it would count if it were an address. */
  private static OddProperties clientIp(String user, @Nullable Object value) {
    return new OddProperties(
        "client_ip: " + value,
        p -> withHeader(p.builder().userId(user).build(), "client_ip", value),
        null);
  }

  /** Optional properties. */
  private static OddProperties headers(String user, Object value) {
    return new OddProperties(
        "headers: " + value,
        p -> {
          var more = withHeader(withHeader(p, "traceparent", value), PLANTED, value);
          return withHeader(more.builder().userId(user).build(), "client_ip", value);
        },
        null);
  }

  private static BasicProperties withHeader(
      BasicProperties properties, String name, @Nullable Object value) {
    Map<String, @Nullable Object> headers = new HashMap<>(properties.getHeaders());
    headers.put(name, value);
    return properties.builder().headers(Collections.unmodifiableMap(headers)).build();
  }
}
