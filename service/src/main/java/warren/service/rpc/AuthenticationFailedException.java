package warren.service.rpc;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;

/** The refusal of a failed authentication, which is written to the audit log. */
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

  /** An authentication as an existing account failed. */
  public static AuthenticationFailedException forAccount(UUID account, Refusal refusal) {
    return new AuthenticationFailedException(refusal, account, null);
  }

  /** An authentication with an unknown name failed; only the HMAC of the name is stored. */
  public static AuthenticationFailedException forUnknownName(byte[] nameMac, Refusal refusal) {
    return new AuthenticationFailedException(refusal, null, nameMac.clone());
  }

  @Nullable UUID account() {
    return account;
  }

  byte @Nullable [] nameMac() {
    return nameMac;
  }
}
