package warren.service.rpc;

import java.util.Optional;
import java.util.Set;
import warren.contracts.catalogue.Operation;

/** Creates the calls of decoded requests. Thread-safe. */
final class CallFactory {
  private final Authenticator authenticator;
  private final Set<String> trustedUsers;

  CallFactory(Authenticator authenticator, Set<String> trustedUsers) {
    this.authenticator = authenticator;
    this.trustedUsers = trustedUsers;
  }

  /**
   * Creates a call. Refused with {@code unauthenticated} like {@link Authenticator#authenticate}.
   *
   * @param issued the request's token; empty if it was never issued, or is ignored
   */
  <Q extends Record> Call<Q> create(
      Operation<Q, ?> operation,
      Request request,
      Q body,
      Optional<Authenticator.IssuedToken> issued) {
    return new Call<>(
        body,
        authenticator.authenticate(operation.access(), request.token(), issued),
        request.token(),
        request.userId(),
        new AuditContext(
            operation.name(), ClientAddress.of(request, trustedUsers), request.correlationId()));
  }
}
