package warren.contracts.catalogue;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import warren.contracts.ErrorCode;
import warren.contracts.events.EventType;

/**
 * One entry of the {@link Catalogue}. Immutable.
 *
 * @param <Q> the request's body
 * @param <R> the reply's data
 */
public final class Operation<Q extends Record, R> {
  private final Feature.Request<Q> request;
  private final String replyName;
  private final Class<R> reply;
  private final Access access;
  private final Effect effect;
  private final String summary;
  private final Set<ErrorCode> ownRefusals;
  private final List<EventType> events;
  private final Function<Q, EventType> event;

  Operation(OperationBuilder<Q, R> entry) {
    request = entry.request;
    replyName = entry.replyName;
    reply = entry.reply;
    access =
        Objects.requireNonNull(entry.access, () -> entry.request.name() + " has no access rule");
    effect = entry.effect;
    summary = entry.summary;
    ownRefusals = entry.refusals;
    events = entry.events;
    event = entry.event;
  }

  /** The operation's name, which is also the name of its request queue. */
  public String name() {
    return request.name();
  }

  /** The part of the product that the operation belongs to, for example {@code tokens}. */
  public String feature() {
    return request.feature();
  }

  /** The type of the request's body. */
  public Class<Q> request() {
    return request.type();
  }

  /** The reply's name, which is its AMQP {@code type}. */
  public String replyName() {
    return replyName;
  }

  /** The type of the reply's {@code data}; {@link Void} if that is always null. */
  public Class<R> reply() {
    return reply;
  }

  /** Who may use the operation. */
  public Access access() {
    return access;
  }

  /** The effect of executing a request again. */
  public Effect effect() {
    return effect;
  }

  /** The purpose of the operation, in one sentence for the documents. */
  public String summary() {
    return summary;
  }

  /**
   * The error codes that follow neither from its access nor from its effect and are not in {@link
   * ErrorCode#OF_ANY_REQUEST}.
   */
  public Set<ErrorCode> ownRefusals() {
    return ownRefusals;
  }

  /** All error codes with which the operation may be refused, ordered by status. */
  public Set<ErrorCode> refusals() {
    var all = EnumSet.copyOf(ErrorCode.OF_ANY_REQUEST);
    all.addAll(access.refusals());
    all.addAll(effect.refusals());
    all.addAll(ownRefusals);
    return Collections.unmodifiableSet(all);
  }

  /** The events that the operation may publish; each execution publishes at most one of them. */
  public List<EventType> events() {
    return events;
  }

  /**
   * The event that the execution of this request publishes.
   *
   * @throws IllegalArgumentException if the operation publishes no event
   * @throws ClassCastException if the request belongs to another operation
   */
  public EventType eventOf(Record body) {
    return event.apply(request().cast(body));
  }

  /** The operation's name. */
  @Override
  public String toString() {
    return name();
  }
}
