package warren.service.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Predicate;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.service.support.TestClient.Reply;

/** Fails a test that receives a refusal which the catalogue does not contain. */
public final class DeclaredRefusals {
  private DeclaredRefusals() {}

  /** The answer to a request of this operation. */
  public static Reply by(String operation, Reply reply) {
    return check(reply, o -> o.name().equals(operation));
  }

  /** Checks a reply whose request is unknown: one of the operations with this reply declares it. */
  public static Reply bySome(Reply reply) {
    return check(reply, o -> o.replyName().equals(reply.properties().getType()));
  }

  private static Reply check(Reply reply, Predicate<Operation<?, ?>> asked) {
    var code = reply.code();
    if (code != null) {
      SchemaAssertions.assertRefusal(reply.body());
      assertTrue(
          Catalogue.OPERATIONS.stream().filter(asked).anyMatch(o -> refuses(o, code)),
          () -> reply.properties().getType() + " is not said to be refused with " + code);
    }
    return reply;
  }

  private static boolean refuses(Operation<?, ?> operation, String code) {
    return operation.refusals().stream().anyMatch(refusal -> refusal.code().equals(code));
  }
}
