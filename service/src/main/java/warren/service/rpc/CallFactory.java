package warren.service.rpc;

import java.util.Optional;
import java.util.Set;
import warren.contracts.catalogue.Operation;

/** Makes the call of a request that was read. */
final class CallFactory {
  private final Authenticator authenticator;
  private final Set<String> trustedUsers;

  CallFactory(Authenticator authenticator, Set<String> trustedUsers) {
    this.authenticator = authenticator;
    this.trustedUsers = trustedUsers;
  }

  /** Refused with {@code unauthenticated} where a token is needed and doesn't stand. */
  <Q extends Record> Call<Q> of(
      Operation<Q, ?> operation,
      Request request,
      Q body,
      Optional<Authenticator.IssuedToken> issued) {
    return new Call<>(
        body,
        authenticator.require(operation.access(), request.token(), issued),
        request.token(),
        new AuditContext(
            operation.name(), ClientAddress.of(request, trustedUsers), request.correlationId()));
  }
}
