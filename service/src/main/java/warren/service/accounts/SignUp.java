package warren.service.accounts;

import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.accounts.AccountCreation;
import warren.contracts.accounts.SignUpRequest;
import warren.service.config.Registration;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;

/** Handles RequestSignUp. */
final class SignUp implements Handler.MeteredCommand<SignUpRequest, AccountCreation> {
  private final Registration registration;
  private final AccountCreate byApproval;

  /**
   * Creates a handler.
   *
   * @param registration the configured mode
   * @param byApproval creates accounts that require approval
   */
  SignUp(Registration registration, AccountCreate byApproval) {
    this.registration = registration;
    this.byApproval = byApproval;
  }

  @Override
  public boolean hashesPasswords() {
    return true;
  }

  @Override
  public Handler.Admission<AccountCreation> admit(Call<SignUpRequest> call) {
    if (registration == Registration.CLOSED) {
      throw new RefusedException(ErrorCode.FORBIDDEN);
    }
    return byApproval.admit(
        new Call<>(
            creation(call.request()),
            call.principal(),
            call.token(),
            call.brokerUser(),
            call.context()));
  }

  private static AccountCreateRequest creation(SignUpRequest request) {
    return new AccountCreateRequest(
        request.username(),
        request.password(),
        request.userEmail(),
        null,
        request.firstName(),
        request.lastName(),
        request.groups());
  }
}
