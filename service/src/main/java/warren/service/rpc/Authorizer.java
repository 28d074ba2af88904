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

  void authorize(Operation<?, ?> operation, Record request, Principal principal) {
    if (!allowed(operation.access(), request, principal)) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
  }

  private boolean allowed(Access access, Record request, Principal principal) {
    if (access instanceof Access.Anyone) {
      return true;
    }
    if (access instanceof Access.SignedIn) {
      return !principal.anonymous();
    }
    if (access instanceof Access.AsRegistrationAllows rule) {
      return registration != Registration.CLOSED || principal.may(rule.otherwise());
    }
    if (access instanceof Access.OfAccount rule) {
      return request instanceof OnAccount target && allowedOn(target, rule, principal);
    }
    return access instanceof Access.Holding rule && principal.may(rule.permission());
  }

  private static boolean allowedOn(OnAccount target, Access.OfAccount access, Principal principal) {
    var own = principal.owns(target);
    if (access instanceof Access.SelfOr rule) {
      return own || principal.may(rule.others());
    }
    if (access instanceof Access.SelfHoldingOr rule) {
      return (own && principal.may(rule.self())) || principal.may(rule.others());
    }
    return access instanceof Access.SignedInOrNaming && named(target, own, principal);
  }

  /** A token says whose account is meant, and so must a username that goes with it. */
  private static boolean named(OnAccount target, boolean own, Principal principal) {
    if (principal.anonymous() && target.ofUsername() == null) {
      throw new RefusedException(ErrorCode.UNAUTHENTICATED);
    }
    if (!principal.anonymous() && !own) {
      throw new RefusedException(
          Refusal.ofField(ErrorCode.INVALID_FIELDS, "username", "is not the one of the token"));
    }
    return true;
  }
}
