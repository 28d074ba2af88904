package warren.service.rpc;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.catalogue.Access;
import warren.contracts.catalogue.Operation;
import warren.service.config.MacKey;
import warren.service.config.Settings;
import warren.service.store.Store;

/**
 * The path of a request: decode, authenticate, authorise, handle, reply. Every request gets exactly
 * one response, even if its execution fails. Thread-safe.
 */
public final class Pipeline {
  private static final Optional<byte[]> NO_REPLY = Optional.empty();

  private final Handlers handlers;
  private final Store store;
  private final Decoder decoder;
  private final Authenticator authenticator;
  private final Authorizer authorizer;
  private final AuditWriter audit;
  private final ReadAudit readAudit;
  private final RefusalAudit refusalAudit;
  private final SecretKeySpec bodyKey;
  private final CallFactory calls;
  private final ResponseFactory responses;
  private final BatchPipeline batches;

  public Pipeline(
      Handlers handlers,
      Store store,
      Authenticator authenticator,
      AuditWriter audit,
      Settings settings,
      MacKey macKey,
      MeterRegistry metrics) {
    this.handlers = handlers.requireComplete();
    this.store = store;
    this.decoder = new Decoder(store::now, settings.unknownFields());
    this.authenticator = authenticator;
    this.authorizer = new Authorizer(settings.registration());
    this.audit = audit;
    this.readAudit = new ReadAudit(store, settings.auditReads());
    this.refusalAudit = new RefusalAudit(store, audit);
    this.bodyKey = macKey.keyFor("stored replies");
    this.calls = new CallFactory(authenticator, settings.amqp().trustedUsers());
    this.responses = new ResponseFactory(metrics);
    this.batches =
        new BatchPipeline(decoder, authenticator, calls, authorizer, readAudit, responses);
  }

  /** Executes requests for one operation; returns a response for each, in order. Never throws. */
  public List<Response> reply(List<Request> requests) {
    return reply(requests.get(0).operation(), requests);
  }

  private <Q extends Record, R> List<Response> reply(
      Operation<Q, R> operation, List<Request> requests) {
    return handlers.get(operation) instanceof Handler.BatchQuery<Q, R, ?> query
        ? batches.reply(operation, query, requests)
        : requests.stream().map(this::reply).toList();
  }

  private Response reply(Request request) {
    try {
      return execute(request.operation(), request);
    } catch (RuntimeException | Error e) {
      return responses.failure(request, e);
    }
  }

  /** Whether the deadline of a request has passed. */
  public boolean isPastDeadline(Request request) {
    return decoder.isPastDeadline(request);
  }

  /** The response to a request that is refused without being executed. */
  public Response refuse(Request request, Refusal refusal) {
    return responses.refusal(request, refusal);
  }

  private <Q extends Record, R> Response execute(Operation<Q, R> operation, Request request) {
    var decoded = decoder.decode(operation, request);
    var reply = execute(operation, request, decoded.fields());
    return responses.success(request, reply, decoded.ignored());
  }

  private <Q extends Record, R> byte[] execute(Operation<Q, R> operation, Request request, Q body) {
    var handler = handlers.get(operation);
    if (handler instanceof Handler.Query<Q, R> query) {
      return query(operation, request, body, query);
    }
    if (handler instanceof Handler.Command<Q, R> command) {
      return executeCommand(operation, request, body, command);
    }
    return callProcedure(operation, request, body, (Handler.Procedure<Q, R>) handler);
  }

  private <Q extends Record, R> byte[] query(
      Operation<Q, R> operation, Request request, Q body, Handler.Query<Q, R> handler) {
    var call = calls.create(operation, request, body, findToken(operation, request));
    authorizer.authorize(operation, body, call.principal());
    return store.read(
        handle -> {
          var data = handler.handle(call, handle);
          var reply = ResponseFactory.encode(data);
          readAudit.entry(handler, call, data).ifPresent(entry -> readAudit.write(handle, entry));
          return reply;
        });
  }

  private <Q extends Record, R> byte[] callProcedure(
      Operation<Q, R> operation, Request request, Q body, Handler.Procedure<Q, R> handler) {
    var call = calls.create(operation, request, body, findToken(operation, request));
    return refusalAudit.record(
        call,
        () -> {
          authorizer.authorize(operation, body, call.principal());
          return ResponseFactory.encode(handler.handle(call));
        });
  }

  private <Q extends Record, R> byte[] executeCommand(
      Operation<Q, R> operation, Request request, Q body, Handler.Command<Q, R> handler) {
    var issued = findToken(operation, request);
    var account = issued.map(Authenticator.IssuedToken::accountId).orElse(null);
    var idempotency = Idempotency.of(request, account, bodyKey, receivedAt(request));
    if (account == null) {
      var call = calls.create(operation, request, body, issued);
      return refusalAudit.record(
          call, () -> executeAnonymous(operation, body, call, idempotency, handler));
    }
    // before the token is checked, because the command itself may have ended the session
    var stored = idempotency.flatMap(this::find);
    if (stored.isPresent()) {
      return stored.get();
    }
    var other = issued.get().isActive() ? NO_REPLY : idempotency.flatMap(this::awaitOther);
    if (other.isPresent()) {
      return other.get();
    }
    var call = calls.create(operation, request, body, issued);
    return refusalAudit.record(
        call,
        () ->
            orStored(
                idempotency,
                () -> {
                  authorizer.authorize(operation, body, call.principal());
                  return write(operation, call, idempotency, handler.admit(call));
                }));
  }

  /** Applies the limits before the stored reply is looked up: anyone may repeat the request. */
  private <Q extends Record, R> byte[] executeAnonymous(
      Operation<Q, R> operation,
      Q body,
      Call<Q> call,
      Optional<Idempotency> idempotency,
      Handler.Command<Q, R> handler) {
    authorizer.authorize(operation, body, call.principal());
    var admission = handler.admit(call);
    var stored = idempotency.flatMap(this::find);
    if (stored.isPresent()) {
      admission.release();
      return stored.get();
    }
    return orStored(idempotency, () -> write(operation, call, idempotency, admission));
  }

  /** The refusal of a command may be due to another delivery that was executed in the meantime. */
  private byte[] orStored(Optional<Idempotency> idempotency, Supplier<byte[]> command) {
    try {
      return command.get();
    } catch (RefusedException e) {
      return idempotency.flatMap(this::find).orElseThrow(() -> e);
    }
  }

  private <Q extends Record, R> byte[] write(
      Operation<Q, R> operation,
      Call<Q> call,
      Optional<Idempotency> idempotency,
      Handler.Admission<R> admission) {
    var work = admission.prepare();
    return store.write(tx -> writeInTransaction(tx, operation, call, idempotency, work));
  }

  /** Another delivery may have been admitted while the token was active, and be in progress. */
  private Optional<byte[]> awaitOther(Idempotency idempotency) {
    return idempotency.mayBeStored() ? store.write(idempotency::awaitOther) : NO_REPLY;
  }

  private Optional<byte[]> find(Idempotency idempotency) {
    return idempotency.mayBeStored() ? store.read(idempotency::find) : Optional.empty();
  }

  private <R> byte[] writeInTransaction(
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
    if (idempotency.isPresent() && call.principal() != Principal.ANONYMOUS) {
      // a later delivery has been refused if the token has ended since this one was admitted
      authenticator.requireStillActive(transaction, Objects.requireNonNull(call.token()));
    }
    var result = work.execute(transaction);
    var type = operation.eventOf(call.request());
    audit.recordSuccess(
        transaction, call.context(), call.principal().accountIdOrNull(), result, type);
    var reply = ResponseFactory.encode(result.data());
    idempotency.ifPresent(i -> i.store(transaction, reply, result.account()));
    return reply;
  }

  private Optional<Authenticator.IssuedToken> findToken(
      Operation<?, ?> operation, Request request) {
    return operation.access().token() == Access.Token.IGNORED
        ? Optional.empty()
        : authenticator.find(request.token());
  }

  private Instant receivedAt(Request request) {
    return store.now().minusNanos(System.nanoTime() - request.receivedAt());
  }
}
