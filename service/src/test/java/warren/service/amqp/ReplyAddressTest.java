package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.catalogue.Operation;
import warren.service.amqp.ReplyAddress.Kind;

class ReplyAddressTest {
  private static final String DIRECT = "amq.rabbitmq.reply-to.";

  /** A name of RabbitMQ 3.10.8: 44 characters of the process, 24 of the key. */
  private static final String PROCESS = "g1h2AA5yZXBseUAyOTgzNDU5NgAAA/gAAAAAawBLXA==";

  private static final String KEY = "+x6bRXZoOggxNc8JEVaskw==";

  private static Kind kind(@Nullable String replyTo) {
    return ReplyAddress.of(replyTo, null).kind();
  }

  private static Kind kind(String replyTo, String pattern) {
    return ReplyAddress.of(replyTo, Pattern.compile(pattern)).kind();
  }

  @ParameterizedTest
  @NullAndEmptySource
  void withoutReplyToThereIsNoReply(@Nullable String replyTo) {
    assertEquals(new ReplyAddress(Kind.NONE, ""), ReplyAddress.of(replyTo, null));
    assertEquals(Kind.NONE, ReplyAddress.of(replyTo, Pattern.compile("replies")).kind());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replies",
        "amq.gen-JzTY20BRgKO-HjmUJj0wLg",
        "amq.rabbitmq.reply",
        "requestusername",
        "RequestUsername ",
        "ReturnUsername",
        "RequestNothing",
        "ä b/漢"
      })
  void aQueueReceivesTheReply(String queue) {
    assertEquals(new ReplyAddress(Kind.QUEUE, queue), ReplyAddress.of(queue, null));
  }

  @ParameterizedTest
  @FieldSource("warren.contracts.catalogue.Catalogue#OPERATIONS")
  void aRequestQueueIsRefused(Operation<?, ?> operation) {
    assertEquals(Kind.REFUSED, kind(operation.name()));
    assertEquals(Kind.REFUSED, kind(operation.name(), ".*"));
  }

  @Test
  void aNameThatFitsIntoAReplyIsAcceptedAndALongerOneIsRefused() {
    assertEquals(Kind.QUEUE, kind("q".repeat(255)));
    assertEquals(Kind.REFUSED, kind("q".repeat(256)));
    // invalid UTF-8 was decoded as replacement characters of three bytes each
    assertEquals(Kind.QUEUE, kind("\uFFFD".repeat(85)));
    assertEquals(Kind.REFUSED, kind("\uFFFD".repeat(86)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amq.rabbitmq.reply-to.g1h2AA5yZXBseUAyOTgzNDU5NgAAA+MAAAAAawBLXA==.FbHknTW3ffgOS2jWKbOXMw==",
        "amq.rabbitmq.reply-to.g1h2AA5yZXBseUAyOTgzNDU5NgAAA/8AAAAAawBLXA==.6J7bopD/rUmZGXAyUX4XQA==",
        "amq.rabbitmq.reply-to.g1h2AA5yZXBseUAyOTgzNDU5NgAAA0kAAAAAawBLXA==.xu/aqRGgZeC5/+yogYDkNQ=="
      })
  void aDirectReplyNameOfTheBrokerIsAccepted(String name) {
    assertEquals(new ReplyAddress(Kind.DIRECT, name), ReplyAddress.of(name, null));
  }

  @Test
  void aDirectReplyNameMustEncodeAProcess() {
    assertEquals(Kind.DIRECT, kind(DIRECT + PROCESS + "." + KEY));
    assertEquals(Kind.REFUSED, kind(DIRECT + "g" + "A".repeat(15) + "." + "A".repeat(16)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amq.rabbitmq.reply-to",
        "amq.rabbitmq.reply-to.",
        "amq.rabbitmq.reply-to.x",
        "amq.rabbitmq.reply-to-me",
        "amq.rabbitmq.reply-to..",
        "amq.rabbitmq.reply-to." + PROCESS,
        "amq.rabbitmq.reply-to." + PROCESS + ".",
        "amq.rabbitmq.reply-to.." + KEY,
        "amq.rabbitmq.reply-to." + PROCESS + "." + KEY + ".",
        "amq.rabbitmq.reply-to." + PROCESS + "." + KEY + "." + KEY,
        "amq.rabbitmq.reply-to." + PROCESS + "." + KEY + "\n",
        "amq.rabbitmq.reply-to.X1h2AA5yZXBseUAyOTgzNDU5NgAAA/gAAAAAawBLXA==." + KEY,
        "amq.rabbitmq.reply-to." + PROCESS + ".ä" + KEY,
        "amq.rabbitmq.reply-to." + PROCESS + ". " + KEY,
        "amq.rabbitmq.reply-to.gAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAA",
        "amq.rabbitmq.reply-to.gAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAA"
      })
  void aMalformedDirectReplyNameIsRefused(String name) {
    assertEquals(Kind.REFUSED, kind(name));
  }

  @ParameterizedTest
  @CsvSource({
    "/queues/replies, replies",
    "/queues/a%20b%2Fc, a b/c",
    "/queues/1+1%2B, 1+1+",
    "/queues/%C3%A9é%25, éé%",
    "/queues/%2Fqueues%2Fq, /queues/q",
    "/queues, /queues",
    "/queue/q, /queue/q",
    "/exchanges/e/k, /exchanges/e/k"
  })
  void anAddressOfAmqp10NamesAQueue(String address, String queue) {
    assertEquals(new ReplyAddress(Kind.QUEUE, queue), ReplyAddress.of(address, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/queues/", "/queues/a/b", "/queues//", "/queues/%", "/queues/%zz", "/queues/%-1"})
  void aMalformedAddressOfAmqp10IsRefused(String address) {
    assertEquals(Kind.REFUSED, kind(address));
  }

  @Test
  void theRulesApplyToTheQueueOfAnAddressOfAmqp10() {
    assertEquals(Kind.REFUSED, kind("/queues/RequestUsername"));
    assertEquals(Kind.REFUSED, kind("/queues/%52equestUsername"));
    assertEquals(Kind.REFUSED, kind("/queues/amq.rabbitmq.reply-to.x"));
    assertEquals(
        new ReplyAddress(Kind.DIRECT, DIRECT + PROCESS + "." + KEY),
        ReplyAddress.of(
            "/queues/" + DIRECT + PROCESS.replace("/", "%2F") + "." + KEY.replace("/", "%2F"),
            null));
    assertEquals(Kind.QUEUE, kind("/queues/" + "%71".repeat(255)));
    assertEquals(Kind.REFUSED, kind("/queues/" + "q".repeat(256)));
    assertEquals(Kind.QUEUE, kind("/queues/replies%2Eweb", "replies\\.web"));
    assertEquals(Kind.REFUSED, kind("/queues/other", "replies|/queues/.*"));
  }

  @Test
  void aPatternRestrictsTheAllowedQueues() {
    assertEquals(Kind.QUEUE, kind("replies.web", "replies\\..+"));
    assertEquals(Kind.REFUSED, kind("replies.", "replies\\..+"));
    assertEquals(Kind.REFUSED, kind("my.replies.web", "replies\\..+"));
    assertEquals(Kind.REFUSED, kind(DIRECT + PROCESS + "." + KEY, "replies\\..+"));
    assertEquals(Kind.DIRECT, kind(DIRECT + PROCESS + "." + KEY, "amq\\.rabbitmq\\..+"));
  }
}
