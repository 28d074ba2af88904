package warren.service.rpc;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.catalogue.AccountCatalogue;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;

/** A handler for every operation, which fails as the test determines. */
final class FailingHandlers {
  /** The failure of a handler; it does not return. */
  @FunctionalInterface
  interface Failure {
    RuntimeException on(@Nullable Handle handle);
  }

  private volatile Failure failure = handle -> new IllegalStateException();

  void failWith(Failure next) {
    failure = next;
  }

  Handlers handlers() {
    var handlers = new Handlers();
    Catalogue.OPERATIONS.forEach(operation -> add(handlers, operation));
    return handlers;
  }

  private <Q extends Record, R> void add(Handlers handlers, Operation<Q, R> operation) {
    handlers.add(operation, handler(operation));
  }

  private <Q extends Record, R> Handler<Q, R> handler(Operation<Q, R> operation) {
    if (operation.equals(AccountCatalogue.USERNAME)) {
      return looks();
    }
    return switch (operation.effect()) {
      case IDEMPOTENT -> writes();
      case READ -> reads();
      default -> answers();
    };
  }

  private <Q extends Record, R> Handler<Q, R> looks() {
    return new Handler.BatchQuery<Q, R, Void>() {
      @Override
      public Void find(List<Call<Q>> calls) {
        throw failure.on(null);
      }

      @Override
      public R handle(Call<Q> call, Void found) {
        throw new AssertionError("nothing was found");
      }
    };
  }

  private <Q extends Record, R> Handler<Q, R> reads() {
    Handler.Query<Q, R> handler =
        (call, handle) -> {
          throw failure.on(handle);
        };
    return handler;
  }

  /** Fails when half of the work is done. */
  private <Q extends Record, R> Handler<Q, R> writes() {
    Handler.Command<Q, R> handler =
        call ->
            transaction -> {
              transaction.execute("update role set description = 'half done'");
              throw failure.on(transaction);
            };
    return handler;
  }

  private <Q extends Record, R> Handler<Q, R> answers() {
    Handler.Procedure<Q, R> handler =
        call -> {
          throw failure.on(null);
        };
    return handler;
  }
}
