package warren.service.catalogue;

import java.util.List;

/** Texts that no parser of JSON accepts. */
final class InvalidJson {
  static final List<String> TEXTS =
      List.of(
          BadBody.PLANTED,
          "{",
          "}",
          "{\"" + BadBody.PLANTED,
          "{\"a\"}",
          "{\"a\": \"" + BadBody.PLANTED + "\",}",
          "{'a': '" + BadBody.PLANTED + "'}",
          "{a: 1}",
          "{\"a\" 1}",
          "{\"a\": 1 \"b\": 2}",
          "{\"a\": 01}",
          "{\"a\": 0x1F}",
          "{\"a\": .5}",
          "{\"a\": 1e}",
          "{\"a\": NaN}",
          "{\"a\": -Infinity}",
          "{\"a\": True}",
          "{\"a\": [1, 2}",
          "{} {}",
          "{}" + BadBody.PLANTED,
          "{}\0",
          "\0\0\0\0",
          "{\"a\": \"" + BadBody.PLANTED + "\0\"}",
          "{\"a\": \"" + BadBody.PLANTED + "\r\n\"}",
          "{\"a\": \"\\x41\"}",
          "{\"a\": \"\\ud8\"}",
          "{}\uFEFF",
          "\uFEFF\uFEFF{}",
          "/* " + BadBody.PLANTED + " */ {}",
          "<" + BadBody.PLANTED + "/>",
          "a=" + BadBody.PLANTED,
          "{\"a\": " + "9".repeat(1001) + "}",
          "{\"" + "a".repeat(50_001) + "\": 1}");

  private InvalidJson() {}
}
