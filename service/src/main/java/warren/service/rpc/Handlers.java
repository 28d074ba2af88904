package warren.service.rpc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Effect;
import warren.contracts.catalogue.Operation;

/** Which handler carries out which operation: exactly one for each entry of the catalogue. */
public final class Handlers {
  private final Map<Operation<?, ?>, Handler<?, ?>> handlers = new HashMap<>();

  /** Says who carries out an operation. */
  public <Q extends Record, R> Handlers add(Operation<Q, R> operation, Handler<Q, R> handler) {
    if (handlers.put(operation, handler) != null) {
      throw new IllegalStateException(operation + " has two handlers");
    }
    if (handler instanceof Handler.Command != (operation.effect() == Effect.IDEMPOTENT)) {
      throw new IllegalStateException(operation + ": its handler doesn't have its effect");
    }
    return this;
  }

  /** Fails unless every operation has its handler. */
  public Handlers complete() {
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
  public boolean hashes(Operation<?, ?> operation) {
    return of(operation).hashes();
  }

  /** Whether an operation only looks something up. */
  public boolean looks(Operation<?, ?> operation) {
    return of(operation) instanceof Handler.BatchQuery;
  }

  @SuppressWarnings("unchecked") // add() took them together
  <Q extends Record, R> Handler<Q, R> of(Operation<Q, R> operation) {
    return (Handler<Q, R>) Objects.requireNonNull(handlers.get(operation));
  }
}
