package warren.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import warren.contracts.ErrorCode;
import warren.contracts.accounts.AccountCreation;
import warren.contracts.catalogue.Operation;

class CommentsTest {
  private static final Comments COMMENTS = Comments.load();

  @Test
  void aCommentIsWhatTheSourceSays() {
    assertEquals("Confirms a new account.", COMMENTS.of(AccountCreation.class));
    assertEquals(
        "its id; on the wire `user-id`, with a hyphen, as the original API has it",
        COMMENTS.of(AccountCreation.class.getRecordComponents()[0]));
    assertEquals(
        "Too many tries; `retry_after_ms` says when to come again.",
        COMMENTS.of(ErrorCode.THROTTLED));
  }

  @Test
  void whatHasNoCommentIsAMistake() {
    assertThrows(IllegalArgumentException.class, () -> COMMENTS.of(String.class));
  }

  /** Beside what follows from its access. */
  @ParameterizedTest
  @FieldSource("warren.contracts.catalogue.Catalogue#OPERATIONS")
  void aRequestsCommentSaysHowItIsRefused(Operation<?, ?> operation) {
    var comment = COMMENTS.of(operation.request());
    var said = EnumSet.allOf(ErrorCode.class);
    said.removeIf(code -> !comment.contains("`" + code.code() + "`"));
    said.removeAll(operation.access().refusals());
    assertEquals(operation.ownRefusals(), said);
  }
}
