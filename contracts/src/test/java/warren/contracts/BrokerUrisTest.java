package warren.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerUrisTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "amqp://one | [one:5672]",
        "amqps://one | [one:5671]",
        "amqp://one:1/vhost | [one:1]",
        "amqp://one,amqp://two:2 | [one:5672, two:2]",
        "amqp://one , amqp://two | [one:5672, two:5672]",
        "amqp://u:p@one,two:2,[::1]:3/vhost | [one:5672, two:2, [::1]:3]",
        "amqp://one, two | [one:5672, two:5672]",
        "amqps://u@one,two/v?heartbeat=5,amqps://u@three/v?heartbeat=5 | [one:5671, two:5671, three:5671]",
        "amqp://one,amqp://one | [one:5672]",
        "amqp://u:p,w@one,two | [one:5672, two:5672]",
        "amqp://u:p,w@one,amqp://u:p,w@two | [one:5672, two:5672]",
        "amqp://u:p%40w@one,two | [one:5672, two:5672]",
        "amqp://one:65535,two | [one:65535, two:5672]",
        "amqp://one/%2F,amqp://two | [one:5672, two:5672]",
        "amqp://one/%61,amqp://two/a | [one:5672, two:5672]",
        "amqp://guest:guest@one,amqp://two,amqp://guest@three | [one:5672, two:5672, three:5672]"
      })
  void severalNodesAreRead(String text, String nodes) {
    assertEquals(nodes, BrokerUris.parse(text).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "'amqp://u:p,w@one,two/v', 'amqp://u:p,w@one/v'",
    "'amqp://u%2C:p%40w%2Cx@one:1,two/a%2Fb', 'amqp://u%2C:p%40w%2Cx@one:1/a%2Fb'",
    "'amqp://u:p@one?heartbeat=5', 'amqp://u:p@one?heartbeat=5'"
  })
  void theFirstUriContainsLoginAndVhost(String text, String first) {
    assertEquals(first, BrokerUris.parse(text).first().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "amqp://one, guest",
    "amqp://me@one, me",
    "amqp://m%40e+:hunter2@one, m@e+",
    "'amqp://me:p,w@one,two', me"
  })
  void theUserIsDecoded(String text, String user) {
    assertEquals(user, BrokerUris.parse(text).user());
  }

  @ParameterizedTest
  @CsvSource({
    "amqp://u:hunter2@one;amqps://u:hunter2@two, scheme",
    "amqp://u:hunter2@one;amqp://v:hunter2@two, user",
    "amqp://u:hunter2@one;amqp://u:hunter3@two, password",
    "amqp://u:hunter2@one;amqp://u@two, password",
    "amqp://u:hunter2@one/a;amqp://u:hunter2@two/b, vhost",
    "amqp://u:hunter2@one/;amqp://u:hunter2@two, vhost",
    "amqp://u:hunter2@one?heartbeat=5;amqp://u:hunter2@two, parameters"
  })
  void differentUrisAreRefusedAndNotQuoted(String uris, String part) {
    var failure =
        assertThrows(
            IllegalArgumentException.class, () -> BrokerUris.parse(uris.replace(';', ',')));
    assertEquals("must have the same " + part + " in all URIs", failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "one,two",
        "http://one",
        "amqp://",
        "amqp://one,",
        "amqp://one,,two",
        "amqp://u:hunter2@one,amqp://",
        "amqp://u:hunter2@my_broker,one",
        "amqp://u:hun@ter2@one", // must be escaped
        "amqp://u:hun:ter2@one,two",
        "amqp://u:hunter2@one:port,two",
        "amqp://u:hunter2@one:0,two",
        "amqp://u:hunter2@one,two:65536",
        "amqp://u:hunter2@one/a/b,amqp://two",
        "amqp://u:hunter2@one/v,two" // the vhost would be "v,two"
      })
  void aWrongTextIsRefusedAndNotQuoted(String text) {
    var failure = assertThrows(IllegalArgumentException.class, () -> BrokerUris.parse(text));
    assertEquals(
        "must look like amqp://user:password@host:port/vhost, or with several hosts like"
            + " amqp://user:password@host1,host2/vhost",
        failure.getMessage(),
        text);
  }

  @Test
  void theTextContainsNoPassword() {
    assertEquals("[one:5672]", BrokerUris.parse("amqp://me:hunter2@one").toString());
  }
}
