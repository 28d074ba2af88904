package warren.service.rpc;

import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.OnAccount;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.catalogue.Access;
import warren.contracts.catalogue.Operation;
import warren.service.config.Registration;

/** Third step: checks the principal against the catalogue's access rule. Denies by default. */
final class Authorizer {
  private final Registration registration;

  Authorizer(Registration registration) {
    this.registration = registration;
  }

  void authorize(Operation<?, ?> operation, Record request, Principal principal) {
    if (!isAllowed(operation.access(), request, principal)) {
      throw new RefusedException(forbidden(operation.access()));
    }
  }

  /** Names the rule, so that the caller knows which permission to ask for. */
  private static Refusal forbidden(Access access) {
    var sentence = ErrorCode.FORBIDDEN.sentence();
    return Refusal.of(ErrorCode.FORBIDDEN, sentence + " Required: " + access.text() + ".");
  }

  private boolean isAllowed(Access access, Record request, Principal principal) {
    if (access instanceof Access.Anyone) {
      return true;
    }
    if (access instanceof Access.SignedIn) {
      return !principal.isAnonymous();
    }
    if (access instanceof Access.AsRegistrationAllows rule) {
      return registration != Registration.CLOSED || principal.hasPermission(rule.otherwise());
    }
    if (access instanceof Access.OfAccount rule) {
      return request instanceof OnAccount target && isAllowedOn(target, rule, principal);
    }
    return access instanceof Access.Holding rule && principal.hasPermission(rule.permission());
  }

  private static boolean isAllowedOn(
      OnAccount target, Access.OfAccount access, Principal principal) {
    var own = principal.isOwnAccount(target);
    if (access instanceof Access.SelfOr rule) {
      return own || principal.hasPermission(rule.others());
    }
    if (access instanceof Access.SelfHoldingOr rule) {
      return (own && principal.hasPermission(rule.self()))
          || principal.hasPermission(rule.others());
    }
    return access instanceof Access.SignedInOrNaming && isNamed(target, own, principal);
  }

  /** The token or a name identifies the account; if both are sent, they must match. */
  private static boolean isNamed(OnAccount target, boolean own, Principal principal) {
    var field = nameField(target);
    if (principal.isAnonymous() && field == null) {
      throw new RefusedException(ErrorCode.UNAUTHENTICATED);
    }
    if (!principal.isAnonymous() && !own && field != null) {
      throw new RefusedException(
          Refusal.ofField(ErrorCode.INVALID_FIELDS, field, "does not match the token"));
    }
    return true;
  }

  /** The field that names the account; null if there is none. */
  private static @Nullable String nameField(OnAccount target) {
    if (target.ofUsername() != null) {
      return "username";
    }
    if (target.ofEmail() != null) {
      return "user_email";
    }
    return target.userId() == null ? null : "user_id";
  }
}
