package warren.service.rpc;

import org.jspecify.annotations.Nullable;

/**
 * A decoded request and its authenticated sender.
 *
 * @param request the decoded body
 * @param principal the authenticated sender
 * @param token the token that was sent, which need not be active
 * @param brokerUser the broker user of the sender, if the request states it
 * @param context the part of the request that its audit entry stores
 * @param <Q> the type of the request
 */
public record Call<Q extends Record>(
    Q request,
    Principal principal,
    @Nullable String token,
    @Nullable String brokerUser,
    AuditContext context) {
  /** The sender, by which requests are limited. */
  public Sender sender() {
    return Sender.of(context.clientAddress(), brokerUser);
  }

  /** The name of the request's type, because request and token are secret. */
  @Override
  public String toString() {
    return request.getClass().getSimpleName();
  }
}
