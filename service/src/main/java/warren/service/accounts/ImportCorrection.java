package warren.service.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

  /** Corrects the imported account that a line identifies; empty if there is none. */
  Optional<Outcome> correct(Handle transaction, Candidate candidate, ImportInsertion locks) {
    var found = dao.lock(transaction, candidate.account());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var account = found.get();
    transaction.savepoint(SAVEPOINT);
    try {
      requireSameNumber(candidate.account(), account.number());
      apply(transaction, account.id(), candidate, locks);
      dao.insertAll(transaction, Map.of(candidate.key(), account.id()));
      transaction.releaseSavepoint(SAVEPOINT);
      return Optional.of(Outcome.updated(account.id()));
    } catch (RefusedException e) {
      transaction.rollbackToSavepoint(SAVEPOINT);
      return Optional.of(Outcome.refused(e.refusal()));
    }
  }

  private static void requireSameNumber(ImportedAccount line, long number) {
    if (line.number() != null && line.number() != number) {
      throw new RefusedException(
          Refusal.ofField(ErrorCode.INVALID_FIELDS, "number", "cannot be changed"));
    }
  }

  private void apply(Handle transaction, UUID id, Candidate candidate, ImportInsertion locks) {
    var line = candidate.account();
    var newRoles = line.roles() == null ? null : locks.roles(line.roles());
    var newGroups = line.groups() == null ? null : locks.groups(line.groups());
    accounts.update(transaction, id, request(id, line), store.now());
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

  private static UpdateAccountRequest request(UUID id, ImportedAccount line) {
    return new UpdateAccountRequest(
        line.username(),
        change(line.userEmail()),
        change(line.firstName()),
        change(line.lastName()),
        id);
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
