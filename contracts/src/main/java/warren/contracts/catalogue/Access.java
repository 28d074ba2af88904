package warren.contracts.catalogue;

import static warren.contracts.ErrorCode.FORBIDDEN;
import static warren.contracts.ErrorCode.UNAUTHENTICATED;

import java.util.Set;
import warren.contracts.ErrorCode;
import warren.contracts.Permission;

/** Who may use an operation. What isn't granted here is denied. */
public sealed interface Access {

  /** What a token in the request means to an operation. */
  enum Token {
    /** It isn't looked at; a bad one does no harm. */
    IGNORED,
    /** It may be absent; one that is sent must stand, because it widens what is allowed. */
    OPTIONAL,
    /** Without one that stands: 401. */
    REQUIRED
  }

  /** What a token means here. */
  Token token();

  /** This rule as the operations table says it. */
  String text();

  /** How it refuses. */
  default Set<ErrorCode> refusals() {
    return Set.of(UNAUTHENTICATED, FORBIDDEN);
  }

  /** Depends on the account that the request is about. The request is {@link OnAccount}. */
  sealed interface OfAccount extends Access {}

  /** Everybody, with or without a token. */
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

  /** Whoever holds a standing token. */
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

  /** Everybody where registration is open or by approval; else only holders of the permission. */
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

  /** On one's own account everybody who is signed in; on others holders of the permission. */
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

  /** On one's own account holders of the one permission; on any account holders of the other. */
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
   * Whoever holds a standing token, on the account of that; without a token everybody, on the
   * account that is named.
   */
  record SignedInOrNaming() implements OfAccount {
    @Override
    public Token token() {
      return Token.OPTIONAL;
    }

    @Override
    public String text() {
      return "signed in; or anyone naming a username";
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
