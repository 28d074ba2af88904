package warren.service.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Predicate;
import warren.contracts.Catalogue;
import warren.contracts.Operation;
import warren.service.support.TestClient.Answer;

/** Fails a test that receives a refusal which the catalogue does not contain. */
public final class DeclaredRefusals {
  private DeclaredRefusals() {}

  /** The answer to a request of this operation. */
  public static Answer by(String operation, Answer answer) {
    return check(answer, o -> o.name().equals(operation));
  }

  /** An answer to some request; of the operations that reply so, one must be refused so. */
  public static Answer bySome(Answer answer) {
    return check(answer, o -> o.replyName().equals(answer.properties().getType()));
  }

  private static Answer check(Answer answer, Predicate<Operation<?, ?>> asked) {
    var code = answer.code();
    if (code != null) {
      SchemaAssertions.assertRefusal(answer.body());
      assertTrue(
          Catalogue.OPERATIONS.stream().filter(asked).anyMatch(o -> refuses(o, code)),
          () -> answer.properties().getType() + " is not said to be refused with " + code);
    }
    return answer;
  }

  private static boolean refuses(Operation<?, ?> operation, String code) {
    return operation.refusals().stream().anyMatch(refusal -> refusal.code().equals(code));
  }
}
