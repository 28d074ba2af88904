package warren.faults.load;

import java.io.IOException;
import warren.client.Caller;
import warren.client.NoReplyException;
import warren.client.WarrenClient;
import warren.contracts.json.Json;

/** Sends requests by the typed client. */
final class AmqpTransport implements Transport, AutoCloseable {
  private final WarrenClient client;

  AmqpTransport(String uri) throws IOException {
    client = WarrenClient.builder(uri).name("faults").timeout(TIMEOUT).deadlines().connect();
  }

  @Override
  public String channel() {
    return "AMQP";
  }

  @Override
  public Answer send(Call call) throws NoAnswerException, InterruptedException {
    Caller caller = call.token() == null ? client : client.as(call.token());
    caller = call.messageId() == null ? caller : caller.withMessageId(call.messageId());
    try {
      var reply = caller.exchange(call.operation().name(), Json.writeRequest(call.body()));
      return Answer.of(reply.status(), reply.body(), reply.correlationId());
    } catch (NoReplyException e) {
      if (e.reason() == NoReplyException.Reason.INTERRUPTED) {
        throw new InterruptedException();
      }
      throw new NoAnswerException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
