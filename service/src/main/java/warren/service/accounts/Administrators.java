package warren.service.accounts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.RefusedException;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountCreateRequest;
import warren.contracts.events.EventType;
import warren.contracts.json.RecordReader;
import warren.service.access.Roles;
import warren.service.accounts.AccountDao.NewAccount;
import warren.service.config.ServiceSetting;
import warren.service.config.Settings;
import warren.service.identity.NameKey;
import warren.service.passwords.Passwords;
import warren.service.rpc.AuditContext;
import warren.service.rpc.AuditWriter;
import warren.service.rpc.Handler;
import warren.service.store.Ids;
import warren.service.store.Store;
import warren.settings.StartException;

/** Makes administrators in the database itself, where no caller is asked who it is. Thread-safe. */
public final class Administrators {
  private static final AuditContext START = AuditContext.ofCommand("serve");
  private static final AuditContext COMMAND = AuditContext.ofCommand("admin create");

  private final Store store;
  private final Passwords passwords;
  private final Roles roles;
  private final AuditWriter audit;
  private final AccountDao dao = new AccountDao();

  public Administrators(Store store, Passwords passwords, Roles roles, AuditWriter audit) {
    this.store = store;
    this.passwords = passwords;
    this.roles = roles;
    this.audit = audit;
  }

  /**
   * Makes the first administrator unless one has ever been made.
   *
   * @return it, if its password was generated just now
   */
  public Optional<FirstAdministrator> ensureFirst(Settings.Administrator settings) {
    if (store.read(roles::administratorExists)) {
      return Optional.empty();
    }
    var given = !settings.password().reveal().isEmpty();
    var password = given ? settings.password() : passwords.random();
    var account = account(settings.username(), null, hashOfSetting(settings.username(), password));
    var created = store.write(transaction -> insertFirst(transaction, account));
    return created && !given
        ? Optional.of(new FirstAdministrator(settings.username(), password))
        : Optional.empty();
  }

  private String hashOfSetting(String username, Secret password) {
    try {
      return passwords.hash("password", password, username, null);
    } catch (RefusedException e) {
      throw new StartException(
          ServiceSetting.ADMIN_PASSWORD.variable() + " can't be used: " + e.refusal().fields(), e);
    }
  }

  private boolean insertFirst(Handle transaction, NewAccount account) {
    roles.lockAdministrator(transaction);
    if (roles.administratorExists(transaction)) {
      return false; // another process was first
    }
    try {
      insert(transaction, account, START);
    } catch (RefusedException e) {
      throw new StartException(
          "The first administrator can't be called %s: that account exists and is none."
              .formatted(account.username()),
          e);
    }
    return true;
  }

  /**
   * Makes a further administrator, enabled. Refused as RequestAccountCreate is.
   *
   * @return the account's id
   */
  public UUID create(String username, @Nullable String email, Secret password) {
    var request = checked(username, email, password);
    var hash = passwords.hash("password", password, request.username(), request.userEmail());
    var account = account(request.username(), request.userEmail(), hash);
    return store.write(transaction -> insert(transaction, account, COMMAND));
  }

  private static AccountCreateRequest checked(
      String username, @Nullable String email, Secret password) {
    var request =
        RecordReader.of(AccountCreateRequest.class)
            .read(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("username", username)
                    .put("user_email", email)
                    .put("password", password.reveal()));
    NameKey.requireVisible("username", request.username());
    return request;
  }

  private NewAccount account(String username, @Nullable String email, String hash) {
    return new NewAccount(Ids.next(), username, email, null, null, hash, true, store.now());
  }

  private UUID insert(Handle transaction, NewAccount account, AuditContext context) {
    var role = roles.lockAdministrator(transaction);
    if (!dao.insert(transaction, account)) {
      throw dao.taken(transaction, account.username());
    }
    roles.give(transaction, account.id(), role);
    audit.recordSuccess(
        transaction,
        context,
        null,
        Handler.WriteResult.ofAccount(account.id()),
        EventType.ACCOUNT_CREATED);
    return account.id();
  }
}
