package warren.service.rpc;

import java.util.Optional;
import java.util.Set;
import warren.contracts.catalogue.Operation;

/** Makes the call of a request that was read. */
final class Calls {
  private final Authenticator authenticator;
  private final Set<String> trustedUsers;

  Calls(Authenticator authenticator, Set<String> trustedUsers) {
    this.authenticator = authenticator;
    this.trustedUsers = trustedUsers;
  }

  /** Refused with {@code unauthenticated} where a token is needed and doesn't stand. */
  <Q extends Record> Call<Q> of(
      Operation<Q, ?> operation, Request request, Q body, Optional<Authenticator.Issued> issued) {
    return new Call<>(
        body,
        authenticator.require(operation.access(), request.token(), issued),
        request.token(),
        new Origin(operation.name(), Source.of(request, trustedUsers), request.correlationId()));
  }
}
