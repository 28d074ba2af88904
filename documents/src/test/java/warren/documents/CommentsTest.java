package warren.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import warren.contracts.ErrorCode;
import warren.contracts.accounts.AccountCreation;
import warren.contracts.catalogue.Operation;
import warren.contracts.passwords.AccountReset;

class CommentsTest {
  private static final Comments COMMENTS = Comments.load();

  @Test
  void aCommentIsReadFromTheSource() {
    assertEquals("Confirms the creation of an account.", COMMENTS.of(AccountCreation.class));
    assertEquals(
        "the account's id; named `user-id` in JSON, with a hyphen, as in the original API",
        COMMENTS.of(AccountCreation.class.getRecordComponents()[0]));
    assertEquals(
        "Too many attempts; `retry_after_ms` contains the time until the next one.",
        COMMENTS.of(ErrorCode.THROTTLED));
  }

  @Test
  void aCommentContainsTheValuesOfTheConstantsThatItNames() {
    assertTrue(
        COMMENTS
            .of(AccountReset.class.getRecordComponents()[1])
            .startsWith("accepted once within " + AccountReset.VALID_MINUTES + " minutes "));
  }

  @Test
  void aMissingCommentIsAnError() {
    assertThrows(IllegalArgumentException.class, () -> COMMENTS.of(String.class));
  }

  @ParameterizedTest
  @FieldSource("warren.contracts.catalogue.Catalogue#OPERATIONS")
  void aRequestsCommentLeavesTheRefusalsToTheCatalogue(Operation<?, ?> operation) {
    var details = COMMENTS.details(operation);
    var mentioned = EnumSet.allOf(ErrorCode.class);
    mentioned.removeIf(code -> !details.contains("`" + code.code() + "`"));
    assertEquals(EnumSet.noneOf(ErrorCode.class), mentioned);
  }

  @ParameterizedTest
  @FieldSource("warren.contracts.catalogue.Catalogue#OPERATIONS")
  void aRequestsCommentDoesNotRepeatTheSummary(Operation<?, ?> operation) {
    var summary = operation.summary().replaceFirst("\\.$", "");
    assertFalse(COMMENTS.details(operation).startsWith(summary));
  }
}
