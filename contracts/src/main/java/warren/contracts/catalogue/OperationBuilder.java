package warren.contracts.catalogue;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.OnAccount;
import warren.contracts.events.EventType;

/**
 * Builds the entry of one operation. {@link #read}, {@link #idempotent} or {@link #repeatable} ends
 * it.
 */
final class OperationBuilder<Q extends Record, R> {
  final Feature.Request<Q> request;
  final String replyName;
  final Class<R> reply;
  String summary = "";
  @Nullable Access access;
  Set<ErrorCode> refusals = Set.of();
  Effect effect = Effect.READ;
  List<EventType> events = List.of();
  Function<Q, EventType> event = this::onlyEvent;

  OperationBuilder(Feature.Request<Q> request, String replyName, Class<R> reply) {
    this.request = request;
    this.replyName = replyName;
    this.reply = reply;
  }

  /** States the purpose of the operation in one sentence, for the documents. */
  OperationBuilder<Q, R> summary(String sentence) {
    summary = sentence;
    return this;
  }

  /** States who may use it; an operation without an access rule cannot be created. */
  OperationBuilder<Q, R> access(Access rule) {
    if (rule instanceof Access.OfAccount && !OnAccount.class.isAssignableFrom(request.type())) {
      throw new IllegalArgumentException(
          request.name() + ": " + request.type() + " does not name an account");
    }
    access = rule;
    return this;
  }

  /** Adds the refusals that do not follow from the access and the effect. */
  OperationBuilder<Q, R> refusals(ErrorCode... codes) {
    refusals = Set.of(codes);
    return this;
  }

  /** It changes nothing. */
  Operation<Q, R> read() {
    return new Operation<>(this);
  }

  /** It has one effect for each idempotency key and publishes this event. */
  Operation<Q, R> idempotent(EventType only) {
    return publishing(Effect.IDEMPOTENT, only);
  }

  /**
   * It has one effect for each idempotency key and publishes the event that depends on the request.
   */
  Operation<Q, R> idempotent(Function<Q, EventType> choice, EventType... all) {
    event = choice;
    return publishing(Effect.IDEMPOTENT, all);
  }

  /** It may be executed again and may publish this event. */
  Operation<Q, R> repeatable(EventType... all) {
    return publishing(Effect.REPEATABLE, all);
  }

  private Operation<Q, R> publishing(Effect withEffect, EventType... all) {
    effect = withEffect;
    events = List.of(all);
    return new Operation<>(this);
  }

  private EventType onlyEvent(Q ignored) {
    if (events.size() != 1) {
      throw new IllegalArgumentException(request.name() + " publishes " + events);
    }
    return events.get(0);
  }
}
