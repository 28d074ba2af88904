package warren.faults.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the history of one register: whether some order of its operations, in which each takes
 * effect at a moment between its start and its end, explains every value that was read. The
 * algorithm is just-in-time linearization (Lowe, "Testing for linearizability", 2017), a variant of
 * that of Wing and Gong: it follows the starts and ends in the order of their times and retains all
 * states that are still possible. Pending reads take effect as soon as their value is current,
 * which excludes no order.
 */
public final class Linearizability {
  /**
   * An operation on the register.
   *
   * @param end {@link Long#MAX_VALUE} if the operation may have no effect
   */
  public record Operation(long start, long end, boolean write, String value) {
    public static Operation read(long start, long end, String value) {
      return new Operation(start, end, false, value);
    }

    public static Operation write(long start, long end, String value) {
      return new Operation(start, end, true, value);
    }

    /** A write that may have no effect, or take effect at any time after its start. */
    public static Operation possibleWrite(long start, String value) {
      return new Operation(start, Long.MAX_VALUE, true, value);
    }
  }

  /** A possible state: the value, and the pending operations that have taken effect. */
  private record State(String value, Set<Integer> done) {}

  private record Moment(long time, boolean end, int operation) {}

  private final List<Operation> operations;
  private final Set<Integer> pending = new HashSet<>();
  private Set<State> states;

  private Linearizability(String initial, List<Operation> operations) {
    this.operations = operations;
    this.states = Set.of(new State(initial, Set.of()));
  }

  /** Returns the first operation that no order explains. */
  public static Optional<Operation> violation(String initial, List<Operation> operations) {
    return new Linearizability(initial, operations).violation();
  }

  private Optional<Operation> violation() {
    for (var moment : moments()) {
      if (!moment.end) {
        pending.add(moment.operation);
      } else {
        complete(moment.operation);
        if (states.isEmpty()) {
          return Optional.of(operations.get(moment.operation));
        }
      }
    }
    return Optional.empty();
  }

  private List<Moment> moments() {
    List<Moment> moments = new ArrayList<>();
    for (var i = 0; i < operations.size(); i++) {
      moments.add(new Moment(operations.get(i).start, false, i));
      if (operations.get(i).end != Long.MAX_VALUE) {
        moments.add(new Moment(operations.get(i).end, true, i));
      }
    }
    // of simultaneous moments, starts come first: this permits more orders
    moments.sort(Comparator.comparingLong(Moment::time).thenComparing(Moment::end));
    return moments;
  }

  /** Retains the states in which the operation has taken effect. */
  private void complete(int operation) {
    Set<State> seen = new HashSet<>();
    Set<State> next = new HashSet<>();
    var open = new ArrayDeque<State>();
    states.forEach(state -> open.add(withReads(state)));
    while (!open.isEmpty()) {
      var state = open.remove();
      if (!seen.add(state)) {
        continue;
      }
      if (state.done.contains(operation)) {
        next.add(without(state, operation));
      } else {
        addWrites(state, open);
      }
    }
    pending.remove(operation);
    states = next;
  }

  private void addWrites(State state, ArrayDeque<State> open) {
    for (var each : pending) {
      if (operations.get(each).write && !state.done.contains(each)) {
        open.add(withReads(new State(operations.get(each).value, with(state.done, each))));
      }
    }
  }

  /** Lets all pending reads of the current value take effect. */
  private State withReads(State state) {
    Set<Integer> done = new HashSet<>(state.done);
    for (var each : pending) {
      var operation = operations.get(each);
      if (!operation.write && operation.value.equals(state.value)) {
        done.add(each);
      }
    }
    return new State(state.value, Set.copyOf(done));
  }

  private static Set<Integer> with(Set<Integer> set, int element) {
    Set<Integer> result = new HashSet<>(set);
    result.add(element);
    return Set.copyOf(result);
  }

  private static State without(State state, int operation) {
    Set<Integer> done = new HashSet<>(state.done);
    done.remove(operation);
    return new State(state.value, Set.copyOf(done));
  }
}
