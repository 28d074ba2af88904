package warren.service.catalogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A body that cannot be read, and its refusal. */
final class BadBody {
  /** A text in many of them, which must not be logged. */
  static final String PLANTED = "planted-body-5c1e";

  private static final String JSON = "application/json";
  private static final int KIB_64 = 65_536;
  private static final int MB_2 = 2_000_000;

  private static final List<String> TWICE =
      List.of(
          "{\"" + PLANTED + "\": 1, \"" + PLANTED + "\": 1}",
          "{\"\": 1, \"\": 1}",
          "{\"a\": 1, \"\\u0061\": 1}",
          "{\"x\": [{\"" + PLANTED + "\": 1, \"" + PLANTED + "\": 1}]}");

  private static final List<String> NESTED =
      List.of(
          "{\"x\": " + nested(32, "[", "]"),
          "{\"x\": " + nested(10_000, "[", "]"),
          nested(33, "{\"x\": ", "}"),
          nested(5000, "{\"x\": ", "}"),
          "[".repeat(KIB_64),
          "{\"x\":".repeat(10_000));

  private static final List<String> OTHER_TYPES =
      List.of(
          "text/plain",
          "text/json",
          "json",
          "application/jsonp",
          "application/json,application/json",
          "application/json; charset=utf-16",
          "application/json; charset=iso-8859-1",
          "application/json; charset=utf-8; charset=utf-16",
          "application/xml",
          "application/msgpack",
          "application/octet-stream",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=" + PLANTED,
          PLANTED + "\r\n" + PLANTED,
          "application/json\0",
          "application/json\r\n" + PLANTED,
          "\u200bapplication/json",
          "x".repeat(255));

  private static final List<String> OTHER_ENCODINGS =
      List.of("gzip", "deflate", "utf-16", "iso-8859-1", "utf-8,gzip", PLANTED + "\r\n", "\0");

  private final byte[] bytes;
  private final String type;
  private final @Nullable String encoding;
  private final int status;
  private final String code;
  private final String message;

  private BadBody(
      byte[] bytes,
      String type,
      @Nullable String encoding,
      int status,
      String code,
      String message) {
    this.bytes = bytes;
    this.type = type;
    this.encoding = encoding;
    this.status = status;
    this.code = code;
    this.message = message;
  }

  /** Those around a right one. */
  static List<BadBody> around(ObjectNode rightBody) {
    var right = rightBody.toString();
    List<BadBody> all = new ArrayList<>();
    addUnreadable(all, right);
    addNoUtf8(all, right);
    for (var body : List.of("", " \r\n\t", "[]", "[" + right + "]", "\"x\"", "7", "true", "null")) {
      all.add(malformed(body.getBytes(UTF_8), "The body must be one JSON object\\."));
    }
    addTooLarge(all, right);
    for (var type : OTHER_TYPES) {
      all.add(unsupported(right, type, null));
    }
    for (var encoding : OTHER_ENCODINGS) {
      all.add(unsupported(right, JSON, encoding));
    }
    return all;
  }

  private static void addUnreadable(List<BadBody> all, String right) {
    List<String> bodies = new ArrayList<>();
    bodies.addAll(InvalidJson.TEXTS);
    bodies.addAll(TWICE);
    bodies.addAll(NESTED);
    bodies.add(right + right);
    bodies.add(right.substring(0, right.length() - 1));
    bodies.add(with(right, "\"x\": " + nested(32, "[", "]")));
    bodies.add(with(right, "\"x\": 1, \"x\": 1"));
    for (var body : bodies) {
      all.add(unreadable(body.getBytes(UTF_8)));
    }
    // these bytes are UTF-8 too: only the NULs are invalid
    for (var charset : List.of(UTF_16LE, UTF_16BE, Charset.forName("UTF-32BE"))) {
      all.add(unreadable(right.getBytes(charset)));
    }
  }

  private static void addNoUtf8(List<BadBody> all, String right) {
    List<byte[]> bodies = new ArrayList<>();
    bodies.add(right.getBytes(UTF_16));
    // Latin-1, an overlong slash, a lone surrogate, beyond Unicode, truncated, a stray continuation
    for (var bytes :
        List.of(
            "\u00e9",
            "\u00c0\u00af",
            "\u00ed\u00a0\u0080",
            "\u00f4\u0090\u0080\u0080",
            "\u00c3",
            "\u0080")) {
      bodies.add(with(right, "\"x\": \"" + bytes + "\"").getBytes(ISO_8859_1));
    }
    bodies.add((right + "\u00ff").getBytes(ISO_8859_1));
    // the first bytes of gzip
    bodies.add("\u001f\u008b\b\0".getBytes(ISO_8859_1));
    for (var body : bodies) {
      all.add(malformed(body, "The body is not UTF-8\\."));
    }
  }

  private static void addTooLarge(List<BadBody> all, String right) {
    for (var body :
        List.of(
            right + " ".repeat(KIB_64 + 1 - right.length()),
            with(right, "\"x\": \"" + PLANTED.repeat(MB_2 / PLANTED.length()) + "\""),
            "\0".repeat(MB_2))) {
      all.add(
          new BadBody(
              body.getBytes(UTF_8),
              JSON,
              null,
              413,
              "too_large",
              "The body is larger than 64 KiB\\."));
    }
  }

  private static BadBody unreadable(byte[] body) {
    return malformed(body, "The body is not readable as JSON( at line 1, column \\d+)?\\.");
  }

  private static BadBody malformed(byte[] body, String message) {
    return new BadBody(body, JSON, null, 400, "malformed", message);
  }

  private static BadBody unsupported(String body, String type, @Nullable String encoding) {
    return new BadBody(
        body.getBytes(UTF_8),
        type,
        encoding,
        415,
        "unsupported_type",
        "The body must be application/json in UTF-8\\.");
  }

  /** With one more member. */
  private static String with(String right, String member) {
    return "{" + member + (right.equals("{}") ? "" : ",") + right.substring(1);
  }

  private static String nested(int depth, String open, String close) {
    return open.repeat(depth) + "1" + close.repeat(depth);
  }

  byte[] bytes() {
    return bytes;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  /** A regular expression, because a place in the body may be said. */
  String message() {
    return message;
  }

  /** These properties, labelled as this body is. */
  BasicProperties label(BasicProperties properties) {
    return properties.builder().contentType(type).contentEncoding(encoding).build();
  }

  @Override
  public String toString() {
    var text = new String(bytes, 0, Math.min(bytes.length, 60), ISO_8859_1);
    return "%s %s %s".formatted(type, encoding, text);
  }
}
