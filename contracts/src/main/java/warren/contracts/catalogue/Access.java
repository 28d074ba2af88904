package warren.contracts.catalogue;

import static warren.contracts.ErrorCode.FORBIDDEN;
import static warren.contracts.ErrorCode.UNAUTHENTICATED;

import java.util.Set;
import warren.contracts.ErrorCode;
import warren.contracts.Permission;

/** The rule for who may use an operation. All other use is denied. */
public sealed interface Access {

  /** The role of a token in the request. */
  enum Token {
    /** The token is ignored, also an invalid one. */
    IGNORED,
    /** The token is optional; a given one must be active, because it grants more. */
    OPTIONAL,
    /** An active token is required; without one, the reply is 401. */
    REQUIRED
  }

  /** The role of a token under this rule. */
  Token token();

  /** The rule as text, for the table of operations. */
  String text();

  /** The error codes with which this rule refuses requests. */
  default Set<ErrorCode> refusals() {
    return Set.of(UNAUTHENTICATED, FORBIDDEN);
  }

  /** A rule that depends on the account of the request, which is {@link OnAccount}. */
  sealed interface OfAccount extends Access {}

  /** All senders, with or without a token. */
  record Anyone() implements Access {
    @Override
    public Token token() {
      return Token.IGNORED;
    }

    @Override
    public String text() {
      return "anyone";
    }

    @Override
    public Set<ErrorCode> refusals() {
      return Set.of();
    }
  }

  /** Senders with an active token. */
  record SignedIn() implements Access {
    @Override
    public Token token() {
      return Token.REQUIRED;
    }

    @Override
    public String text() {
      return "signed in";
    }

    @Override
    public Set<ErrorCode> refusals() {
      return Set.of(UNAUTHENTICATED);
    }
  }

  /** All senders if registration is open or by approval; otherwise holders of the permission. */
  record AsRegistrationAllows(Permission otherwise) implements Access {
    @Override
    public Token token() {
      return Token.OPTIONAL;
    }

    @Override
    public String text() {
      return "anyone as registration allows; else " + otherwise;
    }
  }

  /** All signed-in senders for their own account; holders of the permission for other accounts. */
  record SelfOr(Permission others) implements OfAccount {
    @Override
    public Token token() {
      return Token.REQUIRED;
    }

    @Override
    public String text() {
      return "self or " + others;
    }
  }

  /** Holders of the first permission for their own account; of the second for any account. */
  record SelfHoldingOr(Permission self, Permission others) implements OfAccount {
    @Override
    public Token token() {
      return Token.REQUIRED;
    }

    @Override
    public String text() {
      return "self with " + self + ", or " + others;
    }
  }

  /**
   * Senders with an active token for their own account; senders without a token for the named
   * account.
   */
  record SignedInOrNaming() implements OfAccount {
    @Override
    public Token token() {
      return Token.OPTIONAL;
    }

    @Override
    public String text() {
      return "signed in; or anyone who names the account";
    }

    @Override
    public Set<ErrorCode> refusals() {
      return Set.of(UNAUTHENTICATED);
    }
  }

  /** Holders of the permission. */
  record Holding(Permission permission) implements Access {
    @Override
    public Token token() {
      return Token.REQUIRED;
    }

    @Override
    public String text() {
      return permission.name();
    }
  }
}
