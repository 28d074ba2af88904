package warren.service.rpc;

import org.jspecify.annotations.Nullable;

/**
 * A request that was read, and whose sender may make it.
 *
 * @param request what is asked for
 * @param caller who asks
 * @param token the token that was sent, whatever it is worth
 * @param origin what the audit keeps of it
 * @param <Q> the request
 */
public record Call<Q extends Record>(
    Q request, Caller caller, @Nullable String token, Origin origin) {
  /** Prints neither request nor token. */
  @Override
  public String toString() {
    return request.getClass().getSimpleName();
  }
}
