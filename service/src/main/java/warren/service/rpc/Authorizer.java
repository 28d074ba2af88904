package warren.service.rpc;

import warren.contracts.ErrorCode;
import warren.contracts.OnAccount;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.catalogue.Access;
import warren.contracts.catalogue.Operation;
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
    if (access instanceof Access.OfAccount rule) {
      return request instanceof OnAccount target && allowedOn(target, rule, caller);
    }
    return access instanceof Access.Holding rule && caller.may(rule.permission());
  }

  private static boolean allowedOn(OnAccount target, Access.OfAccount access, Caller caller) {
    var own = caller.owns(target);
    if (access instanceof Access.SelfOr rule) {
      return own || caller.may(rule.others());
    }
    if (access instanceof Access.SelfHoldingOr rule) {
      return (own && caller.may(rule.self())) || caller.may(rule.others());
    }
    return access instanceof Access.SignedInOrNaming && named(target, own, caller);
  }

  /** A token says whose account is meant, and so must a username that goes with it. */
  private static boolean named(OnAccount target, boolean own, Caller caller) {
    if (caller.anonymous() && target.ofUsername() == null) {
      throw new RefusedException(ErrorCode.UNAUTHENTICATED);
    }
    if (!caller.anonymous() && !own) {
      throw new RefusedException(
          Refusal.ofField(ErrorCode.INVALID_FIELDS, "username", "is not the one of the token"));
    }
    return true;
  }
}
