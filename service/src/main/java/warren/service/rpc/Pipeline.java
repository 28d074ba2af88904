package warren.service.rpc;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
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
 * The way of a request: decode, authenticate, authorise, handle, reply. Gives every request exactly
 * one response, whatever happens inside. Thread-safe.
 */
public final class Pipeline {
  private final Handlers handlers;
  private final Store store;
  private final Decoder decoder;
  private final Authenticator authenticator;
  private final Authorizer authorizer;
  private final Audit audit;
  private final SecretKeySpec bodyKey;
  private final Calls calls;
  private final Responses responses;
  private final Lookups lookups;

  public Pipeline(
      Handlers handlers,
      Store store,
      Clock clock,
      Audit audit,
      Settings settings,
      MeterRegistry metrics) {
    this.handlers = handlers.complete();
    this.store = store;
    this.decoder = new Decoder(clock);
    this.authenticator = new Authenticator(store);
    this.authorizer = new Authorizer(settings.registration());
    this.audit = audit;
    this.bodyKey = settings.secret().keyFor("stored replies");
    this.calls = new Calls(authenticator, settings.amqp().trustedUsers());
    this.responses = new Responses(metrics);
    this.lookups = new Lookups(decoder, authenticator, calls, authorizer, responses);
  }

  /** Carries requests for one operation out and says what to reply to each; never throws. */
  public List<Response> answer(List<Request> requests) {
    return answer(requests.get(0).operation(), requests);
  }

  private <Q extends Record, R> List<Response> answer(
      Operation<Q, R> operation, List<Request> requests) {
    return handlers.of(operation) instanceof Handler.Looks<Q, R, ?> looks
        ? lookups.answer(operation, looks, requests)
        : requests.stream().map(this::answer).toList();
  }

  private Response answer(Request request) {
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
    if (handler instanceof Handler.Reads<Q, R> reads) {
      return read(operation, request, body, reads);
    }
    if (handler instanceof Handler.Writes<Q, R> writes) {
      return write(operation, request, body, writes);
    }
    return answer(operation, request, body, (Handler.Answers<Q, R>) handler);
  }

  private <Q extends Record, R> byte[] read(
      Operation<Q, R> operation, Request request, Q body, Handler.Reads<Q, R> handler) {
    var call = calls.of(operation, request, body, issued(operation, request));
    authorizer.authorize(operation, body, call.caller());
    return Responses.body(store.read(handle -> handler.handle(call, handle)));
  }

  private <Q extends Record, R> byte[] answer(
      Operation<Q, R> operation, Request request, Q body, Handler.Answers<Q, R> handler) {
    var call = calls.of(operation, request, body, issued(operation, request));
    return audited(
        call,
        () -> {
          authorizer.authorize(operation, body, call.caller());
          return Responses.body(handler.handle(call));
        });
  }

  private <Q extends Record, R> byte[] write(
      Operation<Q, R> operation, Request request, Q body, Handler.Writes<Q, R> handler) {
    var found = lookUp(operation, request);
    if (found.kept().isPresent()) {
      return found.kept().get();
    }
    var call = calls.of(operation, request, body, found.issued());
    return audited(call, () -> write(operation, body, call, found.once(), handler));
  }

  private <Q extends Record, R> byte[] write(
      Operation<Q, R> operation,
      Q body,
      Call<Q> call,
      Optional<Once> once,
      Handler.Writes<Q, R> handler) {
    try {
      authorizer.authorize(operation, body, call.caller());
      var work = handler.prepare(call);
      return store.write(transaction -> carryOutOnce(transaction, operation, call, once, work));
    } catch (RefusedException e) {
      // another delivery may have been carried out meanwhile, and this one have met its effect
      return once.flatMap(this::find).orElseThrow(() -> e);
    }
  }

  /** The reply is looked for before the session is checked: its write may have ended that. */
  private LookedUp lookUp(Operation<?, ?> operation, Request request) {
    var issued = issued(operation, request);
    var account = issued.map(Authenticator.Issued::accountId).orElse(null);
    var once = Once.of(request, account, bodyKey, takenUp(request));
    return new LookedUp(issued, once, once.flatMap(this::find));
  }

  private Optional<byte[]> find(Once once) {
    return once.mayBeKept() ? store.read(once::kept) : Optional.empty();
  }

  private record LookedUp(
      Optional<Authenticator.Issued> issued, Optional<Once> once, Optional<byte[]> kept) {}

  private <R> byte[] carryOutOnce(
      Handle transaction,
      Operation<?, R> operation,
      Call<?> call,
      Optional<Once> once,
      Handler.Write<R> work) {
    if (once.isPresent() && !once.get().claim(transaction)) {
      return once.get()
          .kept(transaction)
          .orElseThrow(() -> new RefusedException(ErrorCode.UNAVAILABLE));
    }
    var done = work.in(transaction);
    var type = operation.eventOf(call.request());
    audit.done(transaction, call.origin(), call.caller().idOrNull(), done, type);
    var reply = Responses.body(done.data());
    once.ifPresent(o -> o.keep(transaction, reply, done.account()));
    return reply;
  }

  /** Writes down who wasn't let in, and what a known caller was forbidden. */
  private byte[] audited(Call<?> call, Supplier<byte[]> work) {
    try {
      return work.get();
    } catch (DeniedException e) {
      auditRefusal(call, e, e.account(), e.nameMac());
      throw e;
    } catch (RefusedException e) {
      if (e.refusal().code() == ErrorCode.FORBIDDEN && !call.caller().anonymous()) {
        auditRefusal(call, e, named(call), null);
      }
      throw e;
    }
  }

  private void auditRefusal(
      Call<?> call, RefusedException refused, @Nullable UUID account, byte @Nullable [] nameMac) {
    var code = refused.refusal().code();
    var actor = call.caller().idOrNull();
    store.run(handle -> audit.refused(handle, call.origin(), code, actor, account, nameMac));
  }

  private static @Nullable UUID named(Call<?> call) {
    return call.request() instanceof OnAccount target ? target.userId() : null;
  }

  private Optional<Authenticator.Issued> issued(Operation<?, ?> operation, Request request) {
    return operation.access().token() == Access.Token.IGNORED
        ? Optional.empty()
        : authenticator.find(request.token());
  }

  private Instant takenUp(Request request) {
    return store.now().minusNanos(System.nanoTime() - request.takenUpAt());
  }
}
