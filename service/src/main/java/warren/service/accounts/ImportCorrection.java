package warren.service.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.Change;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.accounts.UpdateAccountRequest;
import warren.contracts.events.EventType;
import warren.service.access.Groups;
import warren.service.access.Roles;
import warren.service.accounts.AccountImport.Candidate;
import warren.service.accounts.AccountImport.Outcome;
import warren.service.accounts.ImportDao.Imported;
import warren.service.identity.NameKey;
import warren.service.imports.ImportedAccount;
import warren.service.rpc.AuditWriter;
import warren.service.sessions.Sessions;
import warren.service.store.Store;

/** Corrects an imported account: the fields of a line replace those of the account. */
final class ImportCorrection {
  private static final String SAVEPOINT = "correction";

  private final Store store;
  private final Roles roles;
  private final Groups groups;
  private final Sessions sessions;
  private final AuditWriter audit;
  private final AccountDao accounts = new AccountDao();
  private final ImportDao dao = new ImportDao();

  ImportCorrection(Store store, Roles roles, Groups groups, AuditWriter audit) {
    this.store = store;
    this.roles = roles;
    this.groups = groups;
    this.sessions = new Sessions(store);
    this.audit = audit;
  }

  /** Corrects the imported account that a line identifies; empty if the line is to be imported. */
  Optional<Outcome> correct(Handle transaction, Candidate candidate, ImportInsertion locks) {
    transaction.savepoint(SAVEPOINT);
    try {
      var found = find(transaction, candidate);
      found.ifPresent(account -> correct(transaction, account, candidate, locks));
      transaction.releaseSavepoint(SAVEPOINT);
      return found.map(account -> Outcome.updated(account.id()));
    } catch (RefusedException e) {
      transaction.rollbackToSavepoint(SAVEPOINT);
      return Optional.of(Outcome.refused(e.refusal()));
    }
  }

  /** The account with the id of a line or, without one, the one that was imported by its name. */
  private Optional<Imported> find(Handle transaction, Candidate candidate) {
    var id = candidate.account().userId();
    var found =
        id == null
            ? dao.lockByName(transaction, candidate.name())
            : dao.lock(transaction, id).stream().toList();
    var field = id == null ? "username" : "user_id";
    var remaining = found.stream().filter(account -> !account.deleted()).toList();
    if (remaining.isEmpty() && !found.isEmpty()) {
      throw refused(field, "belongs to an account that was imported and deleted since");
    }
    if (remaining.size() > 1) {
      throw refused(field, "was imported for several accounts: state the user_id");
    }
    if (id == null && found.isEmpty()) {
      requireNotImported(transaction, candidate.account().username());
    }
    return remaining.stream().findFirst();
  }

  /** An account that has this user name only since its import may be another one. */
  private void requireNotImported(Handle transaction, String username) {
    if (dao.hasImported(transaction, username)) {
      throw refused(
          "username",
          "belongs to an account that was imported with another one: state the user_id");
    }
  }

  private static RefusedException refused(String field, String problem) {
    return new RefusedException(Refusal.ofField(ErrorCode.INVALID_FIELDS, field, problem));
  }

  private void correct(
      Handle transaction, Imported account, Candidate candidate, ImportInsertion locks) {
    requireSameNumber(candidate.account(), account.number());
    apply(transaction, account, candidate, locks);
    dao.insertAll(transaction, Map.of(candidate, account.id()));
  }

  private static void requireSameNumber(ImportedAccount line, long number) {
    if (line.number() != null && line.number() != number) {
      throw refused("number", "cannot be changed");
    }
  }

  private void apply(
      Handle transaction, Imported account, Candidate candidate, ImportInsertion locks) {
    var id = account.id();
    var line = candidate.account();
    var newRoles = line.roles() == null ? null : locks.roles(line.roles());
    var newGroups = line.groups() == null ? null : locks.groups(line.groups());
    accounts.update(transaction, id, request(account, line), store.now());
    dao.correct(transaction, id, line, candidate.hash());
    roles.requireRemainingAdministrator(
        transaction,
        id,
        store.now(),
        () -> {
          if (newRoles != null) {
            roles.replaceUnchecked(transaction, id, newRoles);
          }
          if (line.enabled() != null) {
            accounts.enable(transaction, id, line.enabled(), store.now());
          }
        });
    if (newGroups != null) {
      groups.replaceUnchecked(transaction, id, newGroups);
    }
    if (Boolean.FALSE.equals(line.enabled())) {
      sessions.endAll(transaction, id);
    }
    for (var event : events(line)) {
      audit.recordSuccesses(transaction, AccountImport.CONTEXT, List.of(id), event);
    }
  }

  private static UpdateAccountRequest request(Imported account, ImportedAccount line) {
    return new UpdateAccountRequest(
        changesName(account, line) ? line.username() : null,
        change(line.userEmail()),
        change(line.firstName()),
        change(line.lastName()),
        account.id());
  }

  /**
   * A line without an id states the name to find the account, which may have been renamed since.
   */
  private static boolean changesName(Imported account, ImportedAccount line) {
    return line.userId() != null || NameKey.of(line.username()).equals(account.nameKey());
  }

  private static @Nullable Change<String> change(@Nullable String value) {
    return value == null ? null : new Change<>(value);
  }

  private static List<EventType> events(ImportedAccount line) {
    List<EventType> events = new ArrayList<>(List.of(EventType.ACCOUNT_UPDATED));
    if (line.enabled() != null) {
      events.add(line.enabled() ? EventType.ACCOUNT_ENABLED : EventType.ACCOUNT_DISABLED);
    }
    if (line.roles() != null) {
      events.add(EventType.ACCOUNT_ROLES_CHANGED);
    }
    if (line.groups() != null) {
      events.add(EventType.ACCOUNT_GROUPS_CHANGED);
    }
    return events;
  }
}
