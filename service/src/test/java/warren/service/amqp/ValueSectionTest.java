package warren.service.amqp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueSectionTest {
  private static byte[] bytes(String latin1) {
    return latin1.getBytes(ISO_8859_1);
  }

  private static void assertContent(String content, String body) {
    assertArrayEquals(bytes(content), ValueSection.content(bytes(body)));
  }

  @Test
  void aTextIsItsContent() {
    assertContent("{}", "\0Sw\u00a1\2{}");
    assertContent("{}", "\0Sw\u00b1\0\0\0\2{}");
    assertContent("", "\0Sw\u00a1\0");
    assertContent("x".repeat(255), "\0Sw\u00a1\u00ff" + "x".repeat(255));
    assertContent("x".repeat(256), "\0Sw\u00b1\0\0\1\0" + "x".repeat(256));
    var accent = "é".getBytes(UTF_8);
    assertContent(new String(accent, ISO_8859_1), "\0Sw\u00a1\2" + new String(accent, ISO_8859_1));
  }

  @Test
  void aBinaryValueIsItsContent() {
    assertContent("{}", "\0Sw\u00a0\2{}");
    assertContent("{}", "\0Sw\u00b0\0\0\0\2{}");
  }

  @Test
  void theDescriptorMayHaveEightBytes() {
    assertContent("{}", "\0\u0080\0\0\0\0\0\0\0w\u00a1\2{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0",
        "{}",
        "{\"a\":1}",
        "\0S",
        "\0Sw",
        "\0Sw\u00a1",
        "\0Sw\u00a1\3{}",
        "\0Sw\u00a1\1{}",
        "\0Sw\u00b1\0\0\0",
        "\0Sw\u00b1\0\0\0\3{}",
        "\0Sw\u00b1\u00ff\u00ff\u00ff\u00ff{}",
        "\0Sw\u00b1\u007f\u00ff\u00ff\u00ff{}",
        "\0Sw\u00a3\2{}",
        "\0Sw@",
        "\0Sv\u00a1\2{}",
        "\0\u0080\0\0\0\0\0\0\0v\u00a1\2{}",
        "\0\u0080\0\0\0\1\0\0\0w\u00a1\2{}",
        "\0\u00a1w\u00a1\2{}",
        "\1Sw\u00a1\2{}"
      })
  void anyOtherBodyIsUnchanged(String body) {
    var other = bytes(body);
    assertSame(other, ValueSection.content(other));
  }

  @Test
  void aBodyThatWasTruncatedIsUnchanged() {
    var body = ByteBuffer.allocate(65_537).put(bytes("\0Sw\u00b1")).putInt(65_536).array();
    assertSame(body, ValueSection.content(body));
  }
}
