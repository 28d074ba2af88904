package warren.contracts;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * One entry of the catalogue: an operation that callers may request. Immutable.
 *
 * @param name its name, and its request queue's
 * @param feature the part of the product that it belongs to
 * @param request the type of the request's body
 * @param replyName the reply's name, its AMQP {@code type}
 * @param reply the type of the reply's {@code data}; {@link Void} where that is always null
 * @param access who may use it
 * @param effect what a second delivery does
 * @param summary what it does, in one sentence for the documentation
 * @param ownRefusals how it may be refused beside what follows from its access and effect, and
 *     beside {@link ErrorCode#OF_ANY_REQUEST}
 * @param <Q> the request
 * @param <R> the reply's data
 */
public record Operation<Q extends Record, R>(
    String name,
    String feature,
    Class<Q> request,
    String replyName,
    Class<R> reply,
    Access access,
    Effect effect,
    String summary,
    Set<ErrorCode> ownRefusals) {

  public Operation {
    ownRefusals = Set.copyOf(ownRefusals);
    if (access instanceof Access.OfAccount && !OnAccount.class.isAssignableFrom(request)) {
      throw new IllegalArgumentException(name + ": " + request + " does not name an account");
    }
  }

  /** All codes with which it may be refused, and no others, in the order of their statuses. */
  public Set<ErrorCode> refusals() {
    var all = EnumSet.copyOf(ErrorCode.OF_ANY_REQUEST);
    all.addAll(access.refusals());
    all.addAll(effect.refusals());
    all.addAll(ownRefusals);
    return Collections.unmodifiableSet(all);
  }

  @Override
  public String toString() {
    return name;
  }
}
