package warren.contracts;

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

  /**
   * On one's own account; on others holders of the permission. The request is {@link OnAccount}.
   */
  record SelfOr(Permission others) implements Access {
    @Override
    public Token token() {
      return Token.REQUIRED;
    }

    @Override
    public String text() {
      return "self or " + others;
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
