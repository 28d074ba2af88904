package warren.service.rpc;

import org.jspecify.annotations.Nullable;

/**
 * A request that was read, and whose sender may make it.
 *
 * @param request what is asked for
 * @param principal who asks
 * @param token the token that was sent, whatever it is worth
 * @param context what the audit keeps of it
 * @param <Q> the request
 */
public record Call<Q extends Record>(
    Q request, Principal principal, @Nullable String token, AuditContext context) {
  /** Prints neither request nor token. */
  @Override
  public String toString() {
    return request.getClass().getSimpleName();
  }
}
