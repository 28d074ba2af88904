package warren.service.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import warren.contracts.Catalogue;
import warren.contracts.Effect;
import warren.contracts.Operation;
import warren.contracts.Secret;
import warren.contracts.tokens.LoginTokenRequest;

class HandlersTest {
  private static final String ALL = "warren.contracts.Catalogue#OPERATIONS";

  // each call creates a new handler, so that no two are the same object

  private static <Q extends Record, R> Handler<Q, R> writes() {
    var failure = new IllegalStateException();
    Handler.Writes<Q, R> handler =
        call -> {
          throw failure;
        };
    return handler;
  }

  private static <Q extends Record, R> Handler<Q, R> reads() {
    var failure = new IllegalStateException();
    Handler.Reads<Q, R> handler =
        (call, handle) -> {
          throw failure;
        };
    return handler;
  }

  private static <Q extends Record, R> Handler<Q, R> answers() {
    var failure = new IllegalStateException();
    Handler.Answers<Q, R> handler =
        call -> {
          throw failure;
        };
    return handler;
  }

  private static <Q extends Record, R> Handler<Q, R> fitting(Operation<Q, R> operation) {
    return operation.effect() == Effect.WRITES_ONCE ? writes() : reads();
  }

  private static <Q extends Record, R> void addFitting(
      Handlers handlers, Operation<Q, R> operation) {
    handlers.add(operation, fitting(operation));
  }

  private static Handlers allBut(Operation<?, ?> missing) {
    var handlers = new Handlers();
    Catalogue.OPERATIONS.stream()
        .filter(operation -> !operation.equals(missing))
        .forEach(operation -> addFitting(handlers, operation));
    return handlers;
  }

  @Test
  void aHandlerForEachOperationIsComplete() {
    var handlers = new Handlers();
    Catalogue.OPERATIONS.forEach(operation -> addFitting(handlers, operation));
    assertSame(handlers, handlers.complete());
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void aMissingHandlerIsNamed(Operation<?, ?> operation) {
    var handlers = allBut(operation);
    var thrown = assertThrows(IllegalStateException.class, handlers::complete);
    assertEquals("no handler for [" + operation.name() + "]", thrown.getMessage());
  }

  @Test
  void allMissingHandlersAreNamed() {
    var thrown = assertThrows(IllegalStateException.class, new Handlers()::complete);
    assertEquals("no handler for " + Catalogue.OPERATIONS, thrown.getMessage());
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void twoHandlersAreAMistake(Operation<?, ?> operation) {
    var handlers = new Handlers();
    addFitting(handlers, operation);
    var thrown = assertThrows(IllegalStateException.class, () -> addFitting(handlers, operation));
    assertEquals(operation.name() + " has two handlers", thrown.getMessage());
  }

  @Test
  void aWriteNeedsAHandlerThatWrites() {
    assertWrongEffect(Catalogue.ACCOUNT_CREATE, reads());
    assertWrongEffect(Catalogue.ACCOUNT_CREATE, answers());
  }

  @Test
  void aReadRequiresAHandlerThatDoesNotWrite() {
    assertWrongEffect(Catalogue.ACCOUNT_DATA, writes());
    assertWrongEffect(Catalogue.LOGIN_TOKEN, writes());
  }

  private static <Q extends Record, R> void assertWrongEffect(
      Operation<Q, R> operation, Handler<Q, R> handler) {
    var handlers = new Handlers();
    var thrown = assertThrows(IllegalStateException.class, () -> handlers.add(operation, handler));
    assertEquals(operation + ": its handler doesn't have its effect", thrown.getMessage());
  }

  @Test
  void anOperationHashesIfItsHandlerDeclaresIt() {
    var handlers =
        new Handlers()
            .add(Catalogue.USERNAME, reads())
            .add(
                Catalogue.LOGIN_TOKEN,
                new Handler.Answers<>() {
                  @Override
                  public boolean hashes() {
                    return true;
                  }

                  @Override
                  public Secret handle(Call<LoginTokenRequest> call) {
                    return Secret.of("");
                  }
                });
    assertFalse(handlers.hashes(Catalogue.USERNAME));
    assertTrue(handlers.hashes(Catalogue.LOGIN_TOKEN));
  }
}
