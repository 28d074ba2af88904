package warren.service.rpc;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.OnAccount;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.catalogue.Access;
import warren.contracts.catalogue.Operation;
import warren.service.config.Settings;
import warren.service.store.Store;

/**
 * The path of a request: decode, authenticate, authorise, handle, reply. Gives every request
 * exactly one response, whatever happens inside. Thread-safe.
 */
public final class Pipeline {
  private final Handlers handlers;
  private final Store store;
  private final Decoder decoder;
  private final Authenticator authenticator;
  private final Authorizer authorizer;
  private final AuditWriter audit;
  private final SecretKeySpec bodyKey;
  private final CallFactory calls;
  private final Responses responses;
  private final BatchPipeline batches;

  public Pipeline(
      Handlers handlers,
      Store store,
      Authenticator authenticator,
      AuditWriter audit,
      Settings settings,
      MeterRegistry metrics) {
    this.handlers = handlers.complete();
    this.store = store;
    this.decoder = new Decoder(store::now);
    this.authenticator = authenticator;
    this.authorizer = new Authorizer(settings.registration());
    this.audit = audit;
    this.bodyKey = settings.secret().keyFor("stored replies");
    this.calls = new CallFactory(authenticator, settings.amqp().trustedUsers());
    this.responses = new Responses(metrics);
    this.batches = new BatchPipeline(decoder, authenticator, calls, authorizer, responses);
  }

  /** Carries out requests for one operation; a response for each, in their order. Never throws. */
  public List<Response> reply(List<Request> requests) {
    return reply(requests.get(0).operation(), requests);
  }

  private <Q extends Record, R> List<Response> reply(
      Operation<Q, R> operation, List<Request> requests) {
    return handlers.of(operation) instanceof Handler.BatchQuery<Q, R, ?> query
        ? batches.reply(operation, query, requests)
        : requests.stream().map(this::reply).toList();
  }

  private Response reply(Request request) {
    try {
      return responses.success(request, carryOut(request.operation(), request));
    } catch (RuntimeException | Error e) {
      return responses.failure(request, e);
    }
  }

  /** The response to a request that is not carried out. */
  public Response refuse(Request request, Refusal refusal) {
    return responses.refusal(request, refusal);
  }

  private <Q extends Record, R> byte[] carryOut(Operation<Q, R> operation, Request request) {
    var body = decoder.decode(operation, request);
    var handler = handlers.of(operation);
    if (handler instanceof Handler.Query<Q, R> query) {
      return read(operation, request, body, query);
    }
    if (handler instanceof Handler.Command<Q, R> command) {
      return write(operation, request, body, command);
    }
    return run(operation, request, body, (Handler.Procedure<Q, R>) handler);
  }

  private <Q extends Record, R> byte[] read(
      Operation<Q, R> operation, Request request, Q body, Handler.Query<Q, R> handler) {
    var call = calls.of(operation, request, body, issued(operation, request));
    authorizer.authorize(operation, body, call.principal());
    return Responses.body(store.read(handle -> handler.handle(call, handle)));
  }

  private <Q extends Record, R> byte[] run(
      Operation<Q, R> operation, Request request, Q body, Handler.Procedure<Q, R> handler) {
    var call = calls.of(operation, request, body, issued(operation, request));
    return audited(
        call,
        () -> {
          authorizer.authorize(operation, body, call.principal());
          return Responses.body(handler.handle(call));
        });
  }

  private <Q extends Record, R> byte[] write(
      Operation<Q, R> operation, Request request, Q body, Handler.Command<Q, R> handler) {
    var issued = issued(operation, request);
    var account = issued.map(Authenticator.IssuedToken::accountId).orElse(null);
    var idempotency = Idempotency.of(request, account, bodyKey, receivedAt(request));
    // before the session is checked, which the command itself may have ended
    var stored = idempotency.flatMap(this::find);
    if (stored.isPresent()) {
      return stored.get();
    }
    var call = calls.of(operation, request, body, issued);
    return audited(call, () -> write(operation, body, call, idempotency, handler));
  }

  private <Q extends Record, R> byte[] write(
      Operation<Q, R> operation,
      Q body,
      Call<Q> call,
      Optional<Idempotency> idempotency,
      Handler.Command<Q, R> handler) {
    try {
      authorizer.authorize(operation, body, call.principal());
      var work = handler.prepare(call);
      return store.write(tx -> writeOnce(tx, operation, call, idempotency, work));
    } catch (RefusedException e) {
      // another delivery may have been carried out in the meantime, whose effect causes the refusal
      return idempotency.flatMap(this::find).orElseThrow(() -> e);
    }
  }

  private Optional<byte[]> find(Idempotency idempotency) {
    return idempotency.mayBeStored() ? store.read(idempotency::find) : Optional.empty();
  }

  private <R> byte[] writeOnce(
      Handle transaction,
      Operation<?, R> operation,
      Call<?> call,
      Optional<Idempotency> idempotency,
      Handler.Write<R> work) {
    if (idempotency.isPresent() && !idempotency.get().claim(transaction)) {
      return idempotency
          .get()
          .find(transaction)
          .orElseThrow(() -> new RefusedException(ErrorCode.UNAVAILABLE));
    }
    var result = work.in(transaction);
    var type = operation.eventOf(call.request());
    audit.succeeded(transaction, call.context(), call.principal().idOrNull(), result, type);
    var reply = Responses.body(result.data());
    idempotency.ifPresent(i -> i.store(transaction, reply, result.account()));
    return reply;
  }

  /** Records failed authentications, and actions that a known principal was not allowed. */
  private byte[] audited(Call<?> call, Supplier<byte[]> work) {
    try {
      return work.get();
    } catch (AuthenticationFailedException e) {
      auditRefusal(call, e, e.account(), e.nameMac());
      throw e;
    } catch (RefusedException e) {
      if (e.refusal().code() == ErrorCode.FORBIDDEN && !call.principal().anonymous()) {
        auditRefusal(call, e, named(call), null);
      }
      throw e;
    }
  }

  private void auditRefusal(
      Call<?> call, RefusedException refused, @Nullable UUID account, byte @Nullable [] nameMac) {
    var code = refused.refusal().code();
    var actor = call.principal().idOrNull();
    store.run(handle -> audit.refused(handle, call.context(), code, actor, account, nameMac));
  }

  private static @Nullable UUID named(Call<?> call) {
    return call.request() instanceof OnAccount target ? target.userId() : null;
  }

  private Optional<Authenticator.IssuedToken> issued(Operation<?, ?> operation, Request request) {
    return operation.access().token() == Access.Token.IGNORED
        ? Optional.empty()
        : authenticator.find(request.token());
  }

  private Instant receivedAt(Request request) {
    return store.now().minusNanos(System.nanoTime() - request.receivedAt());
  }
}
