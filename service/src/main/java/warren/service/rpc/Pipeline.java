package warren.service.rpc;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.Access;
import warren.contracts.ErrorCode;
import warren.contracts.Operation;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.json.Json;
import warren.service.config.Registration;
import warren.service.config.ServerSecret;
import warren.service.store.Store;

/**
 * The way of a request: decode, authenticate, authorise, handle, reply. Gives every request exactly
 * one response, whatever happens inside. Thread-safe.
 */
public final class Pipeline {
  private static final int OK = 200;

  private final Handlers handlers;
  private final Store store;
  private final Decoder decoder;
  private final Authenticator authenticator;
  private final Authorizer authorizer;
  private final SecretKeySpec bodyKey;
  private final RequestTimes times;

  public Pipeline(
      Handlers handlers,
      Store store,
      Clock clock,
      Registration registration,
      ServerSecret secret,
      MeterRegistry metrics) {
    this.handlers = handlers.complete();
    this.store = store;
    this.decoder = new Decoder(clock);
    this.authenticator = new Authenticator(clock);
    this.authorizer = new Authorizer(registration);
    this.bodyKey = secret.keyFor("stored replies");
    this.times = new RequestTimes(metrics);
  }

  /** Carries a request out and says what to reply; never throws an exception. */
  public Response answer(Request request) {
    try {
      var reply = carryOut(request.operation(), request);
      return times.counted(request, new Response(OK, "OK", reply, request));
    } catch (RuntimeException | Error e) {
      return refuse(request, Failures.refusal(request, e));
    }
  }

  /** The response to a request that is not carried out. */
  public Response refuse(Request request, Refusal refusal) {
    var body = Json.write(new RefusedBody(null, refusal));
    return times.counted(
        request, new Response(refusal.code().status(), refusal.message(), body, request));
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
    var answers = (Handler.Answers<Q, R>) handler;
    return success(answers.handle(admit(operation, request, body)));
  }

  private <Q extends Record, R> byte[] read(
      Operation<Q, R> operation, Request request, Q body, Handler.Reads<Q, R> handler) {
    return store.read(
        handle -> {
          var issued = issued(handle, operation, request);
          return success(handler.handle(admit(operation, request, body, issued), handle));
        });
  }

  private <Q extends Record, R> byte[] write(
      Operation<Q, R> operation, Request request, Q body, Handler.Writes<Q, R> handler) {
    var found = store.read(handle -> lookUp(handle, operation, request));
    if (found.kept().isPresent()) {
      return found.kept().get();
    }
    var work = handler.prepare(admit(operation, request, body, found.issued()));
    var once = found.once();
    return store.write(transaction -> carryOutOnce(transaction, once, work));
  }

  /** The reply is looked for before the session is checked: its write may have ended that. */
  private LookedUp lookUp(Handle handle, Operation<?, ?> operation, Request request) {
    var issued = issued(handle, operation, request);
    var account = issued.map(Authenticator.Issued::accountId).orElse(null);
    var once = Once.of(request, account, bodyKey, takenUp(request));
    return new LookedUp(issued, once, once.flatMap(o -> o.find(handle)));
  }

  private record LookedUp(
      Optional<Authenticator.Issued> issued, Optional<Once> once, Optional<byte[]> kept) {}

  private static <R> byte[] carryOutOnce(
      Handle transaction, Optional<Once> once, Handler.Write<R> work) {
    if (once.isPresent() && !once.get().claim(transaction)) {
      return once.get()
          .kept(transaction)
          .orElseThrow(() -> new RefusedException(ErrorCode.UNAVAILABLE));
    }
    var reply = success(work.in(transaction));
    once.ifPresent(o -> o.keep(transaction, reply));
    return reply;
  }

  private <Q extends Record> Call<Q> admit(Operation<Q, ?> operation, Request request, Q body) {
    Optional<Authenticator.Issued> issued =
        operation.access().token() == Access.Token.IGNORED
            ? Optional.empty()
            : store.read(handle -> issued(handle, operation, request));
    return admit(operation, request, body, issued);
  }

  private <Q extends Record> Call<Q> admit(
      Operation<Q, ?> operation, Request request, Q body, Optional<Authenticator.Issued> issued) {
    var caller = authenticator.require(operation.access(), request.token(), issued);
    authorizer.authorize(operation, body, caller);
    return new Call<>(body, caller, request.token());
  }

  private Optional<Authenticator.Issued> issued(
      Handle handle, Operation<?, ?> operation, Request request) {
    return operation.access().token() == Access.Token.IGNORED
        ? Optional.empty()
        : authenticator.find(handle, request.token());
  }

  private Instant takenUp(Request request) {
    return store.now().minusNanos(System.nanoTime() - request.takenUpAt());
  }

  private static byte[] success(@Nullable Object data) {
    return Json.write(new SuccessBody(data));
  }

  private record SuccessBody(@Nullable Object data) {}

  private record RefusedBody(@Nullable Object data, Refusal error) {}
}
