package warren.service.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import warren.contracts.Secret;
import warren.contracts.catalogue.AccountCatalogue;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Effect;
import warren.contracts.catalogue.Operation;
import warren.contracts.catalogue.TokenCatalogue;
import warren.contracts.tokens.LoginTokenRequest;

class HandlersTest {
  private static final String ALL = "warren.contracts.catalogue.Catalogue#OPERATIONS";

  // each call creates a new handler, so that no two are the same object

  private static <Q extends Record, R> Handler<Q, R> writes() {
    var failure = new IllegalStateException();
    Handler.Command<Q, R> handler =
        call -> {
          throw failure;
        };
    return handler;
  }

  private static <Q extends Record, R> Handler<Q, R> reads() {
    var failure = new IllegalStateException();
    Handler.Query<Q, R> handler =
        (call, handle) -> {
          throw failure;
        };
    return handler;
  }

  private static <Q extends Record, R> Handler<Q, R> answers() {
    var failure = new IllegalStateException();
    Handler.Procedure<Q, R> handler =
        call -> {
          throw failure;
        };
    return handler;
  }

  private static <Q extends Record, R> Handler<Q, R> fitting(Operation<Q, R> operation) {
    return operation.effect() == Effect.IDEMPOTENT ? writes() : reads();
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
    assertSame(handlers, handlers.requireComplete());
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void aMissingHandlerIsNamed(Operation<?, ?> operation) {
    var handlers = allBut(operation);
    var thrown = assertThrows(IllegalStateException.class, handlers::requireComplete);
    assertEquals("no handler for [" + operation.name() + "]", thrown.getMessage());
  }

  @Test
  void allMissingHandlersAreNamed() {
    var thrown = assertThrows(IllegalStateException.class, new Handlers()::requireComplete);
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
    assertWrongEffect(AccountCatalogue.ACCOUNT_CREATE, reads());
    assertWrongEffect(AccountCatalogue.ACCOUNT_CREATE, answers());
  }

  @Test
  void aReadRequiresAHandlerThatDoesNotWrite() {
    assertWrongEffect(AccountCatalogue.ACCOUNT_DATA, writes());
    assertWrongEffect(TokenCatalogue.LOGIN_TOKEN, writes());
  }

  private static <Q extends Record, R> void assertWrongEffect(
      Operation<Q, R> operation, Handler<Q, R> handler) {
    var handlers = new Handlers();
    var thrown = assertThrows(IllegalStateException.class, () -> handlers.add(operation, handler));
    assertEquals(
        operation + ": the kind of its handler does not match its effect", thrown.getMessage());
  }

  @Test
  void anOperationHashesIfItsHandlerDeclaresIt() {
    var handlers =
        new Handlers()
            .add(AccountCatalogue.USERNAME, reads())
            .add(
                TokenCatalogue.LOGIN_TOKEN,
                new Handler.Procedure<>() {
                  @Override
                  public boolean hashesPasswords() {
                    return true;
                  }

                  @Override
                  public Secret handle(Call<LoginTokenRequest> call) {
                    return Secret.of("");
                  }
                });
    assertFalse(handlers.hashesPasswords(AccountCatalogue.USERNAME));
    assertTrue(handlers.hashesPasswords(TokenCatalogue.LOGIN_TOKEN));
  }
}
