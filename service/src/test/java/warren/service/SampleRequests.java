package warren.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import warren.contracts.Operation;
import warren.contracts.json.Sample;

/** The catalogue's samples as requests that a service can carry out, each as often as one likes. */
final class SampleRequests {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** What an operation's sample needs besides. */
  private static final Map<String, UnaryOperator<ObjectNode>> FIX_UPS =
      Map.of("RequestAccountCreate", SampleRequests::ofNobodyYet);

  private final String accountId;

  /** Makes the account that samples are about. */
  SampleRequests(TestService service) throws Exception {
    accountId = service.account("ada");
  }

  /** A new request. */
  ObjectNode of(Operation<?, ?> operation) {
    var body = Sample.request(operation.request());
    if (body.has("user_id")) {
      body.put("user_id", accountId);
    }
    return FIX_UPS.getOrDefault(operation.name(), UnaryOperator.identity()).apply(body);
  }

  private static ObjectNode ofNobodyYet(ObjectNode body) {
    var name = "nobody" + COUNT.incrementAndGet();
    return body.put("username", name).put("user_email", name + "@example.org");
  }
}
