package warren.service.rpc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Effect;
import warren.contracts.catalogue.Operation;

/** The handlers of all operations: exactly one for each entry of the catalogue. */
public final class Handlers {
  private final Map<Operation<?, ?>, Handler<?, ?>> handlers = new HashMap<>();

  /**
   * Adds the handler of an operation.
   *
   * @throws IllegalStateException if the operation already has a handler, or if a command is added
   *     for an operation with an effect other than {@code IDEMPOTENT}, or the reverse
   */
  public <Q extends Record, R> Handlers add(Operation<Q, R> operation, Handler<Q, R> handler) {
    if (handlers.put(operation, handler) != null) {
      throw new IllegalStateException(operation + " has two handlers");
    }
    if (handler instanceof Handler.Command != (operation.effect() == Effect.IDEMPOTENT)) {
      throw new IllegalStateException(
          operation + ": the kind of its handler does not match its effect");
    }
    return this;
  }

  /**
   * Returns this if every operation has a handler.
   *
   * @throws IllegalStateException with the names of the operations that have no handler
   */
  public Handlers requireComplete() {
    List<String> missing = new ArrayList<>();
    for (var operation : Catalogue.OPERATIONS) {
      if (!handlers.containsKey(operation)) {
        missing.add(operation.name());
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException("no handler for " + missing);
    }
    return this;
  }

  /** Whether an operation hashes passwords. */
  public boolean hashesPasswords(Operation<?, ?> operation) {
    return get(operation).hashesPasswords();
  }

  /** Whether an operation is a batch query. */
  public boolean isBatchQuery(Operation<?, ?> operation) {
    return get(operation) instanceof Handler.BatchQuery;
  }

  @SuppressWarnings("unchecked") // add() accepts only handlers of the operation's types
  <Q extends Record, R> Handler<Q, R> get(Operation<Q, R> operation) {
    return (Handler<Q, R>) Objects.requireNonNull(handlers.get(operation));
  }
}
