package warren.gateway.dialects;

import java.util.HashMap;
import java.util.List;
import warren.client.Caller;
import warren.contracts.Permission;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.passwords.AccountPasswordUpdateRequest;
import warren.contracts.passwords.AccountResetRequest;

/**
 * Sets the password of an account for an administrator, by a reset that is used at once. Its code
 * and its default password never leave the gateway.
 */
public final class PasswordReset {
  private static final String NEW_PASSWORD = "new_password";

  private PasswordReset() {}

  /**
   * Sets the password and ends all sessions of the account.
   *
   * @param administrator a caller who must hold CAN_RESET_PASSWORDS
   * @param anonymous a caller without a token, because the token's account has another password
   * @param account names the account
   * @param password the new password
   * @param field the field of the request that contains the password
   */
  public static void carryOut(
      Caller administrator,
      Caller anonymous,
      AccountResetRequest account,
      Secret password,
      String field) {
    // everybody may reset their own password, but not over HTTP, without the old password
    AccountChanges.requirePermissions(administrator, List.of(Permission.CAN_RESET_PASSWORDS));
    var reset = administrator.passwords().reset(account);
    try {
      anonymous
          .passwords()
          .update(
              new AccountPasswordUpdateRequest(reset.defaultPassword(), password)
                  .withUserId(reset.userId()));
    } catch (RefusedException e) {
      throw renamed(e, field);
    }
  }

  private static RefusedException renamed(RefusedException refused, String field) {
    var refusal = refused.refusal();
    if (refusal.fields() == null || !refusal.fields().containsKey(NEW_PASSWORD)) {
      return refused;
    }
    var fields = new HashMap<>(refusal.fields());
    fields.put(field, fields.remove(NEW_PASSWORD));
    return new RefusedException(Refusal.ofFields(refusal.code(), fields));
  }
}
