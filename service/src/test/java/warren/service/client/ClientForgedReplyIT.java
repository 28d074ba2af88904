package warren.service.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.client.ClientAssertions.ADA;
import static warren.service.client.ClientAssertions.call;
import static warren.service.client.ClientAssertions.failure;
import static warren.service.client.ClientAssertions.got;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.client.NoReplyException;
import warren.client.NoReplyException.Reason;
import warren.service.support.TestBroker;

/** Replies of other broker users than the service's. */
class ClientForgedReplyIT extends ClientWithStub {
  private static final String FORGED = "{\"data\": {\"username\": \"mallory\"}}";

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aReplyWithoutTheServicesUserIsIgnoredAndTheCallWaitsForTheRealOne(boolean direct)
      throws Exception {
    var builder = builder().timeout(LONG).serviceUser(TestBroker.USER);
    try (var strict = (direct ? builder.directReplies() : builder).connect()) {
      var call = call(strict);
      var request = asked.next();
      asked.answer(request, 200, FORGED);
      // on the same channel, so it arrives after the forged one
      asked.answerAs(TestBroker.USER, request, ADA);
      assertEquals("ada", got(call).username());
    }
  }

  @Test
  void aReplyOfAnotherUserIsIgnored() throws Exception {
    try (var strict = builder().timeout(Duration.ofSeconds(1)).serviceUser("warren").connect()) {
      var call = call(strict);
      asked.answerAs(TestBroker.USER, asked.next(), FORGED);
      assertEquals(Reason.TIMEOUT, failure(NoReplyException.class, call).reason());
    }
  }

  @Test
  void withoutTheOptionEveryReplyIsAccepted() throws Exception {
    var call = call(client);
    asked.answer(asked.next(), 200, ADA);
    assertEquals("ada", got(call).username());
  }
}
