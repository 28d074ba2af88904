package warren.service.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import warren.contracts.catalogue.Access;
import warren.contracts.catalogue.Operation;
import warren.service.rpc.AuditWriterDao.Entry;
import warren.service.rpc.Authenticator.IssuedToken;

/**
 * The path of batch queries: several requests for one operation go through each step together, so
 * that one database query serves all of them. The query begins after the last of these requests was
 * received, and nothing is cached. One refused request does not affect the others in the batch.
 * Thread-safe.
 */
final class BatchPipeline {
  private final Decoder decoder;
  private final Authenticator authenticator;
  private final CallFactory calls;
  private final Authorizer authorizer;
  private final ReadAudit readAudit;
  private final ResponseFactory responses;

  BatchPipeline(
      Decoder decoder,
      Authenticator authenticator,
      CallFactory calls,
      Authorizer authorizer,
      ReadAudit readAudit,
      ResponseFactory responses) {
    this.decoder = decoder;
    this.authenticator = authenticator;
    this.calls = calls;
    this.authorizer = authorizer;
    this.readAudit = readAudit;
    this.responses = responses;
  }

  /** Executes requests; returns a response for each, in their order. */
  <Q extends Record, R, F> List<Response> reply(
      Operation<Q, R> operation, Handler.BatchQuery<Q, R, F> handler, List<Request> requests) {
    var exchanges = requests.stream().map(Exchange::new).toList();
    try {
      execute(operation, handler, exchanges);
    } catch (RuntimeException | Error e) {
      exchanges.stream().filter(Exchange::isPending).forEach(exchange -> fail(exchange, e));
    }
    return exchanges.stream().map(Exchange::response).toList();
  }

  private <Q extends Record, R, F> void execute(
      Operation<Q, R> operation, Handler.BatchQuery<Q, R, F> handler, List<Exchange> exchanges) {
    var received =
        exchanges.stream().map(exchange -> new Step<>(exchange, exchange.request)).toList();
    var decoded = next(received, (request, same) -> decoder.decode(operation, request).fields());
    var tokens = findTokens(operation, handler, decoded);
    var authorized = next(decoded, (request, body) -> authorize(operation, request, body, tokens));
    if (authorized.isEmpty()) {
      return;
    }
    var found = handler.find(authorized.stream().map(Step::result).toList());
    var replies = next(authorized, (request, call) -> reply(handler, call, found));
    readAudit.write(replies.stream().flatMap(step -> step.result.entry().stream()).toList());
    replies.forEach(
        step ->
            step.exchange.response = responses.success(step.exchange.request, step.result.body()));
  }

  private <Q extends Record, R, F> Reply reply(
      Handler.BatchQuery<Q, R, F> handler, Call<Q> call, F found) {
    var data = handler.handle(call, found);
    return new Reply(ResponseFactory.encode(data), readAudit.entry(handler, call, data));
  }

  private <Q extends Record> Map<String, IssuedToken> findTokens(
      Operation<Q, ?> operation, Handler.BatchQuery<Q, ?, ?> handler, List<Step<Q>> decoded) {
    if (operation.access().token() == Access.Token.IGNORED) {
      return Map.of();
    }
    var tokens =
        decoded.stream()
            .map(step -> step.exchange.request.token())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return handler.returnsPrincipal()
        ? authenticator.findWithAccount(tokens)
        : authenticator.find(tokens);
  }

  private <Q extends Record> Call<Q> authorize(
      Operation<Q, ?> operation, Request request, Q body, Map<String, IssuedToken> tokens) {
    var issued = Optional.ofNullable(request.token()).map(tokens::get);
    var call = calls.create(operation, request, body, issued);
    authorizer.authorize(operation, body, call.principal());
    return call;
  }

  /** Applies the next step to each request; returns the steps that did not fail. */
  private <T, U> List<Step<U>> next(List<Step<T>> steps, BiFunction<Request, T, U> function) {
    List<Step<U>> succeeded = new ArrayList<>(steps.size());
    for (var step : steps) {
      try {
        succeeded.add(
            new Step<>(step.exchange, function.apply(step.exchange.request, step.result)));
      } catch (RuntimeException | Error e) {
        fail(step.exchange, e);
      }
    }
    return succeeded;
  }

  private void fail(Exchange exchange, Throwable failure) {
    exchange.response = responses.failure(exchange.request, failure);
  }

  /** The result of one step of the path, for one request. */
  private record Step<T>(Exchange exchange, T result) {}

  /** An encoded reply, and the audit entry that must be written before it is sent. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Reply(byte[] body, Optional<Entry> entry) {}

  /** A request and, after its last step, its response. */
  private static final class Exchange {
    private final Request request;
    private @Nullable Response response;

    Exchange(Request request) {
      this.request = request;
    }

    boolean isPending() {
      return response == null;
    }

    Response response() {
      return Objects.requireNonNull(response);
    }
  }
}
