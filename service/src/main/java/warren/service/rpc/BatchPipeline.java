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
import warren.service.rpc.Authenticator.IssuedToken;

/**
 * The way of requests that only look something up: several for one operation go it together, step
 * by step, so that what one query finds serves them all. A query begins after all that it serves
 * have come: nothing is kept. What is refused to one is none of the others' business. Thread-safe.
 */
final class BatchPipeline {
  private final Decoder decoder;
  private final Authenticator authenticator;
  private final CallFactory calls;
  private final Authorizer authorizer;
  private final Responses responses;

  BatchPipeline(
      Decoder decoder,
      Authenticator authenticator,
      CallFactory calls,
      Authorizer authorizer,
      Responses responses) {
    this.decoder = decoder;
    this.authenticator = authenticator;
    this.calls = calls;
    this.authorizer = authorizer;
    this.responses = responses;
  }

  /** Says what to reply to each, in their order. */
  <Q extends Record, R, F> List<Response> reply(
      Operation<Q, R> operation, Handler.BatchQuery<Q, R, F> handler, List<Request> requests) {
    var answers = requests.stream().map(Answer::new).toList();
    try {
      carryOut(operation, handler, answers);
    } catch (RuntimeException | Error e) {
      answers.stream().filter(Answer::isMissing).forEach(answer -> fail(answer, e));
    }
    return answers.stream().map(Answer::response).toList();
  }

  private <Q extends Record, R, F> void carryOut(
      Operation<Q, R> operation, Handler.BatchQuery<Q, R, F> handler, List<Answer> answers) {
    var begun = answers.stream().map(answer -> new Step<>(answer, answer.request)).toList();
    var read = each(begun, (request, same) -> decoder.decode(operation, request));
    var issued = issued(operation, handler, read);
    var admitted = each(read, (request, body) -> admit(operation, request, body, issued));
    if (admitted.isEmpty()) {
      return;
    }
    var found = handler.find(admitted.stream().map(Step::reached).toList());
    var replies = each(admitted, (request, call) -> Responses.body(handler.handle(call, found)));
    replies.forEach(
        reply -> reply.answer.response = responses.success(reply.answer.request, reply.reached));
  }

  /** By token. */
  private <Q extends Record> Map<String, IssuedToken> issued(
      Operation<Q, ?> operation, Handler.BatchQuery<Q, ?, ?> handler, List<Step<Q>> read) {
    if (operation.access().token() == Access.Token.IGNORED) {
      return Map.of();
    }
    var tokens =
        read.stream()
            .map(step -> step.answer.request.token())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return handler.returnsPrincipal()
        ? authenticator.findWithAccount(tokens)
        : authenticator.find(tokens);
  }

  private <Q extends Record> Call<Q> admit(
      Operation<Q, ?> operation, Request request, Q body, Map<String, IssuedToken> issued) {
    var found = Optional.ofNullable(request.token()).map(issued::get);
    var call = calls.of(operation, request, body, found);
    authorizer.authorize(operation, body, call.principal());
    return call;
  }

  /** Those with which it succeeds. */
  private <T, U> List<Step<U>> each(List<Step<T>> steps, BiFunction<Request, T, U> next) {
    List<Step<U>> done = new ArrayList<>(steps.size());
    for (var step : steps) {
      try {
        done.add(new Step<>(step.answer, next.apply(step.answer.request, step.reached)));
      } catch (RuntimeException | Error e) {
        fail(step.answer, e);
      }
    }
    return done;
  }

  private void fail(Answer answer, Throwable failure) {
    answer.response = responses.failure(answer.request, failure);
  }

  /** A request on its way, and what it has reached. */
  private record Step<T>(Answer answer, T reached) {}

  /** A request, and its response as soon as there is one. */
  private static final class Answer {
    private final Request request;
    private @Nullable Response response;

    Answer(Request request) {
      this.request = request;
    }

    boolean isMissing() {
      return response == null;
    }

    Response response() {
      return Objects.requireNonNull(response);
    }
  }
}
