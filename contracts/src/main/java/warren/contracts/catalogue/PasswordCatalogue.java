package warren.contracts.catalogue;

import static warren.contracts.ErrorCode.BAD_CREDENTIALS;
import static warren.contracts.ErrorCode.BANNED;
import static warren.contracts.ErrorCode.NOT_ENABLED;
import static warren.contracts.ErrorCode.THROTTLED;
import static warren.contracts.ErrorCode.UNKNOWN_ACCOUNT;
import static warren.contracts.ErrorCode.WEAK_PASSWORD;
import static warren.contracts.Permission.CAN_RESET_PASSWORDS;
import static warren.contracts.catalogue.Feature.PASSWORDS;
import static warren.contracts.events.EventType.PASSWORD_CHANGED;

import java.util.List;
import warren.contracts.catalogue.Access.SelfOr;
import warren.contracts.catalogue.Access.SignedInOrNaming;
import warren.contracts.passwords.AccountPasswordUpdateRequest;
import warren.contracts.passwords.AccountReset;
import warren.contracts.passwords.AccountResetRequest;

/** The operations on passwords. */
public final class PasswordCatalogue {
  public static final Operation<AccountPasswordUpdateRequest, Void> ACCOUNT_PASSWORD_UPDATE =
      PASSWORDS
          .request("RequestAccountPasswordUpdate", AccountPasswordUpdateRequest.class)
          .reply("ConfirmSetPassword", Void.class)
          .summary(
              "Changes a password; requires the old password or the default password of a reset.")
          .access(new SignedInOrNaming())
          .refusals(WEAK_PASSWORD, BAD_CREDENTIALS, BANNED, NOT_ENABLED, THROTTLED)
          .idempotent(PASSWORD_CHANGED);

  public static final Operation<AccountResetRequest, AccountReset> ACCOUNT_RESET =
      PASSWORDS
          .request("RequestAccountReset", AccountResetRequest.class)
          .reply("ConfirmAccountReset", AccountReset.class)
          .summary(
              "Issues a code and a default password for a new password, with the account's e-mail address.")
          .access(new SelfOr(CAN_RESET_PASSWORDS))
          .refusals(UNKNOWN_ACCOUNT)
          .repeatable();

  static final List<Operation<?, ?>> OPERATIONS = List.of(ACCOUNT_PASSWORD_UPDATE, ACCOUNT_RESET);

  private PasswordCatalogue() {}
}
