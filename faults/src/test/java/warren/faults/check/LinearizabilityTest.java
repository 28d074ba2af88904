package warren.faults.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.faults.check.Linearizability.Operation.possibleWrite;
import static warren.faults.check.Linearizability.Operation.read;
import static warren.faults.check.Linearizability.Operation.write;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import warren.faults.check.Linearizability.Operation;

/** Histories of a register that an order explains, and others that none explains. */
final class LinearizabilityTest {
  @Test
  void aReadOfTheLatestValueIsExplained() {
    assertExplained(write(1, 2, "a"), write(3, 4, "b"), read(5, 6, "b"));
  }

  @Test
  void aReadOfAnEarlierValueIsNotExplained() {
    assertViolation(read(5, 6, "a"), write(1, 2, "a"), write(3, 4, "b"), read(5, 6, "a"));
  }

  @Test
  void aReadBeforeTheFirstWriteReturnsTheInitialValue() {
    assertExplained(read(1, 2, "initial"), write(3, 4, "a"));
    assertViolation(read(1, 2, "a"), read(1, 2, "a"), write(3, 4, "a"));
  }

  @Test
  void aReadDuringAWriteReturnsEitherValue() {
    assertExplained(write(1, 9, "a"), read(2, 3, "initial"), read(4, 5, "a"));
  }

  @Test
  void aReadDoesNotReturnToTheValueBeforeAWriteThatAnEarlierReadHasSeen() {
    var stale = read(4, 5, "initial");
    assertViolation(stale, write(1, 9, "a"), read(2, 3, "a"), stale);
  }

  @Test
  void simultaneousWritesTakeEffectInEitherOrder() {
    assertExplained(write(1, 5, "a"), write(2, 6, "b"), read(7, 8, "a"));
    assertExplained(write(1, 5, "a"), write(2, 6, "b"), read(7, 8, "b"));
  }

  @Test
  void twoReadsDoNotSeeSimultaneousWritesInDifferentOrders() {
    var second = read(9, 10, "a");
    assertViolation(second, write(1, 5, "a"), write(2, 6, "b"), read(7, 8, "b"), second);
  }

  @Test
  void aLostWriteIsNotExplained() {
    var lost = read(3, 4, "initial");
    assertViolation(lost, write(1, 2, "a"), lost);
  }

  @Test
  void aWriteWithoutAReplyTakesEffectAtAnyTimeOrNever() {
    assertExplained(possibleWrite(1, "a"), read(2, 3, "initial"), read(8, 9, "a"));
    assertExplained(possibleWrite(1, "a"), read(2, 3, "initial"), read(8, 9, "initial"));
  }

  @Test
  void aWriteWithoutAReplyTakesEffectOnce() {
    var again = read(7, 8, "a");
    assertViolation(again, possibleWrite(1, "a"), read(2, 3, "a"), write(4, 5, "b"), again);
  }

  @Test
  void aWriteWithoutAReplyHasNoEffectBeforeItsStart() {
    var early = read(1, 2, "a");
    assertViolation(early, early, possibleWrite(3, "a"));
  }

  private static void assertExplained(Operation... operations) {
    assertEquals(Optional.empty(), Linearizability.violation("initial", List.of(operations)));
  }

  private static void assertViolation(Operation first, Operation... operations) {
    assertEquals(Optional.of(first), Linearizability.violation("initial", List.of(operations)));
  }
}
