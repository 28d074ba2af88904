package warren.contracts;

import static warren.contracts.Effect.AGAIN;
import static warren.contracts.Effect.READS;
import static warren.contracts.Effect.WRITES_ONCE;
import static warren.contracts.Permission.CAN_CREATE_ACCOUNTS;
import static warren.contracts.Permission.CAN_READ_ACCOUNTS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import warren.contracts.Access.Anyone;
import warren.contracts.Access.AsRegistrationAllows;
import warren.contracts.Access.SelfOr;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.accounts.AccountCreation;
import warren.contracts.accounts.AccountDataRequest;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.accounts.Username;
import warren.contracts.accounts.UsernameRequest;
import warren.contracts.service.ServiceStatus;
import warren.contracts.service.ServiceStatusRequest;
import warren.contracts.tokens.InvalidateLoginTokenRequest;
import warren.contracts.tokens.LoginTokenRequest;
import warren.contracts.tokens.PublicKeys;
import warren.contracts.tokens.PublicKeysRequest;
import warren.contracts.tokens.TokenInvalidation;

/** The protocol: every operation there is. Queues, decoding, access and documents follow it. */
public final class Catalogue {
  private static final List<Operation<?, ?>> DEFINED = new ArrayList<>();

  public static final Operation<LoginTokenRequest, String> LOGIN_TOKEN =
      define(
          "RequestLoginToken",
          "tokens",
          LoginTokenRequest.class,
          "ReturnAuthenticationToken",
          String.class,
          new Anyone(),
          AGAIN,
          "Logs in with username and password and returns a JWT.");

  public static final Operation<InvalidateLoginTokenRequest, TokenInvalidation>
      INVALIDATE_LOGIN_TOKEN =
          define(
              "RequestInvalidateLoginToken",
              "tokens",
              InvalidateLoginTokenRequest.class,
              "ConfirmInvalidateToken",
              TokenInvalidation.class,
              new Anyone(),
              AGAIN,
              "Ends the session of the token in the header; succeeds whatever the token.");

  public static final Operation<PublicKeysRequest, PublicKeys> PUBLIC_KEYS =
      define(
          "RequestPublicKeys",
          "tokens",
          PublicKeysRequest.class,
          "ReturnPublicKeys",
          PublicKeys.class,
          new Anyone(),
          READS,
          "Returns the keys that verify tokens, as a JWKS.");

  public static final Operation<AccountCreateRequest, AccountCreation> ACCOUNT_CREATE =
      define(
          "RequestAccountCreate",
          "accounts",
          AccountCreateRequest.class,
          "ConfirmAccountCreation",
          AccountCreation.class,
          new AsRegistrationAllows(CAN_CREATE_ACCOUNTS),
          WRITES_ONCE,
          "Creates an account.");

  public static final Operation<AccountDataRequest, AccountInfo> ACCOUNT_DATA =
      define(
          "RequestAccountData",
          "accounts",
          AccountDataRequest.class,
          "ReturnAccountInfo",
          AccountInfo.class,
          new SelfOr(CAN_READ_ACCOUNTS),
          READS,
          "Returns one's own account, or the one named.");

  public static final Operation<UsernameRequest, Username> USERNAME =
      define(
          "RequestUsername",
          "accounts",
          UsernameRequest.class,
          "ReturnUsername",
          Username.class,
          new Anyone(),
          READS,
          "Returns the username that belongs to an id.");

  public static final Operation<ServiceStatusRequest, ServiceStatus> SERVICE_STATUS =
      define(
          "RequestServiceStatus",
          "service",
          ServiceStatusRequest.class,
          "ReturnServiceStatus",
          ServiceStatus.class,
          new Anyone(),
          READS,
          "Says whether the service and what it needs are well.");

  /** All of them, in the order in which they stand above. */
  public static final List<Operation<?, ?>> OPERATIONS = List.copyOf(DEFINED);

  private static final Map<String, Operation<?, ?>> BY_NAME =
      OPERATIONS.stream()
          .collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));

  private Catalogue() {}

  /** The operation of that name, which is its queue's name too. */
  public static Optional<Operation<?, ?>> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** The names of all of them. */
  public static Set<String> names() {
    return BY_NAME.keySet();
  }

  private static <Q extends Record, R> Operation<Q, R> define(
      String name,
      String feature,
      Class<Q> request,
      String replyName,
      Class<R> reply,
      Access access,
      Effect effect,
      String summary) {
    var operation =
        new Operation<>(name, feature, request, replyName, reply, access, effect, summary);
    DEFINED.add(operation);
    return operation;
  }
}
