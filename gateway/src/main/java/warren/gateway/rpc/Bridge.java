package warren.gateway.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import warren.client.Caller;
import warren.client.Reply;
import warren.contracts.ErrorCode;
import warren.contracts.Headers;
import warren.contracts.RefusedException;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.contracts.catalogue.PasswordCatalogue;
import warren.documents.OpenApi;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.Problem;
import warren.gateway.http.ProblemException;
import warren.gateway.http.Responses;

/**
 * {@code POST /rpc/{Operation}}: forwards the body to the operation's queue and returns the reply
 * with its status. Thread-safe.
 */
public final class Bridge {
  /** All operations except the password reset, whose reply is only for backends. */
  static final List<Operation<?, ?>> OFFERED =
      Catalogue.OPERATIONS.stream()
          .filter(operation -> !operation.equals(PasswordCatalogue.ACCOUNT_RESET))
          .toList();

  private static final Map<String, Operation<?, ?>> BY_NAME =
      OFFERED.stream().collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));

  private static final Problem UNKNOWN_OPERATION =
      new Problem(404, "unknown_operation", "This operation does not exist.");
  private static final Problem LONG_KEY =
      new Problem(
          400,
          "malformed",
          "The Idempotency-Key header must have at most %d characters and %d bytes in UTF-8."
              .formatted(Headers.MAX_MESSAGE_ID, Headers.MAX_MESSAGE_ID_BYTES));
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;
  private static final double NS_PER_MS = 1e6;

  private final CallerFactory callers;

  public Bridge(CallerFactory callers) {
    this.callers = callers;
  }

  public void addTo(RoutesConfig routes) {
    routes.post(OpenApi.ROOT + "/{operation}", this::handle);
  }

  private void handle(Context context) {
    // only names of the catalogue: any other name could address another queue
    var operation = BY_NAME.get(context.pathParam("operation"));
    if (operation == null) {
      throw new ProblemException(UNKNOWN_OPERATION);
    }
    var caller = withIdempotencyKey(callers.of(context), context);
    var body = body(context);
    context.future(
        () ->
            caller
                .exchangeAsync(operation.name(), body)
                .thenAccept(reply -> respond(context, reply)));
  }

  private static Caller withIdempotencyKey(Caller caller, Context context) {
    var key = context.header("Idempotency-Key");
    try {
      return key == null ? caller : caller.withMessageId(key);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(LONG_KEY);
    }
  }

  private static byte[] body(Context context) {
    if (context.contentType() != null && !context.isJson()) {
      throw new RefusedException(ErrorCode.UNSUPPORTED_TYPE);
    }
    var body = context.bodyAsBytes();
    return body.length == 0 ? "{}".getBytes(UTF_8) : body;
  }

  private static void respond(Context context, Reply reply) {
    Responses.json(context, reply.status(), reply.body());
    context.header("X-Request-Id", reply.correlationId());
    var ignored = reply.headers().get(Headers.IGNORED_FIELDS);
    if (ignored != null) {
      context.header("X-Ignored-Fields", ignored);
    }
    var ms = reply.processingTimeNs() / NS_PER_MS;
    context.header("Server-Timing", String.format(Locale.ROOT, "warren;dur=%.3f", ms));
    if (reply.status() == TOO_MANY || reply.status() == UNAVAILABLE) {
      var retryAfterMs = reply.json().path("error").path("retry_after_ms").asLong(1);
      context.header("Retry-After", Long.toString(Problem.seconds(retryAfterMs)));
    }
  }
}
