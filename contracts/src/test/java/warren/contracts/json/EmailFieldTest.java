package warren.contracts.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.contracts.json.Reading.problem;
import static warren.contracts.json.Reading.read;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.fields.EmailAddress;

class EmailFieldTest {
  public record Address(@EmailAddress String text) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b",
        "ada@example.org",
        "o'brien+x_{y}=z?@sub.example.org",
        "a.b@4you.example",
        "a@192.example",
        "\"q\"@x",
        "\"john doe\"@example.org",
        "\"a@b\\\"c\"@example.org",
        "ä@ü.de",
        "пример@пример.рф",
        "用户@例子.广告",
        "a@xn--bcher-kva.example"
      })
  void anEmailAddressIsAccepted(String address) {
    assertEquals(address, read(Address.class, address).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "@",
        "a@",
        "@b",
        "a@b@c",
        "a b@c",
        "a@b c",
        " a@b",
        "a@b ",
        "a\u00a0@b",
        "a@\u3000b",
        "mailto:ada@example.org",
        "Ada <ada@example.org>",
        "ada@example.org,eve@example.org",
        ".a@example.org",
        "a.@example.org",
        "a..b@example.org",
        "a@example..org",
        "a@.example.org",
        "a@example.org.",
        "a@-bad.example",
        "a@bad-.example",
        "a@sub.-bad.example",
        "a@under_score.example",
        "a@192.0.2.1",
        "a@[192.0.2.1]",
        "\"\"@example.org",
        "\"a\"b\"@example.org",
        "\"a@example.org",
        "\"@example.org"
      })
  void aTextThatNoMailboxCanHaveIsRefused(String address) {
    assertEquals("must be an e-mail address", problem(Address.class, address));
  }

  @Test
  void theLocalPartHasAtMost64Bytes() {
    var longest = "a".repeat(64) + "@example.org";
    assertEquals(longest, read(Address.class, longest).text());
    assertEquals("must be an e-mail address", problem(Address.class, "a" + longest));
    var beyondAscii = "ä".repeat(32) + "@example.org";
    assertEquals(beyondAscii, read(Address.class, beyondAscii).text());
    assertEquals("must be an e-mail address", problem(Address.class, "a" + beyondAscii));
  }

  @Test
  void anEmailAddressHasAtMost254Characters() {
    var longest = "a@" + "b".repeat(252);
    assertEquals(longest, read(Address.class, longest).text());
    assertEquals("must be at most 254 characters", problem(Address.class, longest + "b"));
  }
}
