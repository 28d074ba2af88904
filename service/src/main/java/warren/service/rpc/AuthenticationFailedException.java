package warren.service.rpc;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;

/** A refusal that the audit keeps: somebody tried to get in, and wasn't let. */
public final class AuthenticationFailedException extends RefusedException {
  private static final long serialVersionUID = 1;

  private final @Nullable UUID account;
  private final transient byte @Nullable [] nameMac;

  private AuthenticationFailedException(
      Refusal refusal, @Nullable UUID account, byte @Nullable [] nameMac) {
    super(refusal);
    this.account = account;
    this.nameMac = nameMac;
  }

  /** Into an account. */
  public static AuthenticationFailedException of(UUID account, Refusal refusal) {
    return new AuthenticationFailedException(refusal, account, null);
  }

  /** By a name that no account has, of which only an HMAC is kept. */
  public static AuthenticationFailedException unknown(byte[] nameMac, Refusal refusal) {
    return new AuthenticationFailedException(refusal, null, nameMac.clone());
  }

  @Nullable UUID account() {
    return account;
  }

  byte @Nullable [] nameMac() {
    return nameMac;
  }
}
