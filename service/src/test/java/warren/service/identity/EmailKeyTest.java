package warren.service.identity;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.RefusedException;

class EmailKeyTest {
  @ParameterizedTest
  @CsvSource({
    "Ada@Example.ORG, ada@example.org",
    "mike@straße.example, mike@xn--strae-oqa.example",
    "mike@strasse.example, mike@strasse.example",
    "a@bücher.example, a@xn--bcher-kva.example",
    "a@XN--BCHER-KVA.example, a@xn--bcher-kva.example",
    "a@ｅxample.org, a@example.org", // UTS 46 maps domains
    "a@example。org, a@example.org",
    "Straße@x, straße@x",
    "STRASSE@x, strasse@x",
    "ﬁn@x, ﬁn@x", // a ligature
    "ａ@x, ａ@x", // full width
    "a²@x, a²@x",
    "Ⓐ@x, ⓐ@x",
    "Ä@x, ä@x",
    "A\u0308@x, ä@x",
    "'\"ada\"@x', ada@x",
    "'\"A\\da\"@x', ada@x",
    "'\"a b\"@x', '\"a b\"@x'",
    "'\"a\\\"b\"@x', '\"a\\\"b\"@x'",
    "'\"a..b\"@x', '\"a..b\"@x'",
    "'\"a@b\"@x', '\"a@b\"@x'"
  })
  void addressesOfOneMailboxHaveOneKey(String address, String key) {
    assertEquals(key, EmailKey.of(address));
    assertEquals(key, EmailKey.of(key));
    assertDoesNotThrow(() -> EmailKey.requireValid("user_email", address));
  }

  @ParameterizedTest
  @CsvSource({
    "mike@straße.example, mike@strasse.example",
    "fin@x, ﬁn@x",
    "a@x, ａ@x",
    "a2@x, a²@x",
    "a1@x, a①@x",
    "straße@x, strasse@x"
  })
  void addressesOfDifferentMailboxesHaveDifferentKeys(String one, String other) {
    assertNotEquals(EmailKey.of(one), EmailKey.of(other));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@xn--.example",
        "a@xn--99999999.example",
        "a@ab--cd.example",
        "a@a\u200cb.example",
        "a@\u0308x.example",
        "a@example\u3002",
        "a@127.0.0\u30021",
        "a@１２７.0.0.１",
        "a@b.１",
        "a@☃_.example",
        "a@xn--strae-oqa-.example"
      })
  void aDomainThatCannotExistIsRefused(String address) {
    assertThrows(
        RefusedException.class, () -> EmailKey.requireValid("user_email", address), address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@", "a", "a@", "@x", "\"@x", "a@-x.example", "a@x.", "Ada Lovelace"})
  void theKeyOfAnInvalidAddressIsNotThatOfAMailbox(String text) {
    var key = EmailKey.of(text);
    assertEquals("\"@x".equals(text) ? '"' : ' ', key.charAt(0));
  }
}
