package warren.service.rpc;

import warren.contracts.Access;
import warren.contracts.ErrorCode;
import warren.contracts.OnAccount;
import warren.contracts.Operation;
import warren.contracts.RefusedException;
import warren.service.config.Registration;

/** Third step: holds the catalogue's access rule against the caller. Denies what isn't granted. */
final class Authorizer {
  private final Registration registration;

  Authorizer(Registration registration) {
    this.registration = registration;
  }

  void authorize(Operation<?, ?> operation, Record request, Caller caller) {
    if (!allowed(operation.access(), request, caller)) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
  }

  private boolean allowed(Access access, Record request, Caller caller) {
    if (access instanceof Access.Anyone) {
      return true;
    }
    if (access instanceof Access.SignedIn) {
      return !caller.anonymous();
    }
    if (access instanceof Access.AsRegistrationAllows rule) {
      return registration != Registration.CLOSED || caller.may(rule.otherwise());
    }
    if (access instanceof Access.SelfOr rule) {
      return request instanceof OnAccount target
          && (caller.owns(target.userId(), target.number()) || caller.may(rule.others()));
    }
    return access instanceof Access.Holding rule && caller.may(rule.permission());
  }
}
