package warren.service.accounts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.RoleReference;
import warren.contracts.events.EventType;
import warren.service.access.Groups;
import warren.service.access.Role;
import warren.service.access.Roles;
import warren.service.accounts.AccountImport.Candidate;
import warren.service.accounts.AccountImport.Outcome;
import warren.service.identity.UsablePassword;
import warren.service.imports.ImportedAccount;
import warren.service.rpc.AuditWriter;
import warren.service.store.Ids;

/** Inserts the accounts of several lines with a few statements, in one transaction. */
final class ImportInsertion {
  private static final String SAVEPOINT = "insertion";

  private final Handle transaction;
  private final Instant now;
  private final Roles roles;
  private final Groups groups;
  private final AuditWriter audit;
  private final AccountDao accounts = new AccountDao();
  private final ImportDao dao = new ImportDao();

  /** The roles and groups that this transaction has locked already. */
  private final Map<List<RoleReference>, List<Role>> lockedRoles = new HashMap<>();

  private final Map<List<String>, Set<Long>> lockedGroups = new HashMap<>();

  ImportInsertion(Handle transaction, Instant now, Roles roles, Groups groups, AuditWriter audit) {
    this.transaction = transaction;
    this.now = now;
    this.roles = roles;
    this.groups = groups;
    this.audit = audit;
  }

  /** An account to insert, with its line. */
  private record Plan(Candidate line, NewAccount account, List<Role> roles, Set<Long> groups) {}

  /** Inserts the accounts of different lines; returns the outcomes by the lines' keys. */
  Map<String, Outcome> insert(Collection<Candidate> candidates) {
    Map<String, Outcome> outcomes = new HashMap<>();
    List<Plan> plans = new ArrayList<>();
    for (var candidate : candidates) {
      try {
        plans.add(plan(candidate));
      } catch (RefusedException e) {
        outcomes.put(candidate.key(), Outcome.refused(e.refusal()));
      }
    }
    var inserted = insertAccounts(plans, outcomes);
    insertDetails(inserted);
    return outcomes;
  }

  private Plan plan(Candidate candidate) {
    var line = candidate.account();
    return new Plan(
        candidate, newAccount(line, candidate.hash()), roles(line.roles()), groups(line.groups()));
  }

  List<Role> roles(@Nullable List<RoleReference> requested) {
    return lockedRoles.computeIfAbsent(
        requested == null ? List.of(Roles.DEFAULT) : requested,
        references -> roles.lockShared(transaction, references, role -> {}));
  }

  Set<Long> groups(@Nullable List<String> requested) {
    return lockedGroups.computeIfAbsent(
        requested == null ? List.of() : requested, names -> groups.lockShared(transaction, names));
  }

  private NewAccount newAccount(ImportedAccount line, @Nullable String hash) {
    var id = line.userId();
    var createdAt = line.createdAt();
    return new NewAccount(
        id == null ? Ids.next() : id,
        line.username(),
        line.userEmail(),
        line.firstName(),
        line.lastName(),
        hash == null ? UsablePassword.NO_PASSWORD : hash,
        !Boolean.FALSE.equals(line.enabled()),
        createdAt == null ? now : createdAt.truncatedTo(ChronoUnit.MICROS),
        line.number(),
        line.lastLogin());
  }

  private List<Plan> insertAccounts(List<Plan> plans, Map<String, Outcome> outcomes) {
    transaction.savepoint(SAVEPOINT);
    var greatest = greatestNumber(plans);
    greatest.ifPresent(number -> dao.continueNumbersAfter(transaction, number));
    var rows = accounts.insertAll(transaction, plans.stream().map(Plan::account).toList());
    List<Plan> inserted = new ArrayList<>();
    for (var i = 0; i < rows.length; i++) {
      var plan = plans.get(i);
      if (rows[i] == 1) {
        inserted.add(plan);
        outcomes.put(plan.line().key(), Outcome.imported(plan.account().id()));
      } else {
        outcomes.put(plan.line().key(), Outcome.refused(taken(plan.account())));
      }
    }
    if (greatest.equals(greatestNumber(inserted))) {
      transaction.releaseSavepoint(SAVEPOINT);
      return inserted;
    }
    // the number of a refused account must not be the one after which the others continue
    transaction.rollbackToSavepoint(SAVEPOINT);
    return insertAccounts(inserted, outcomes);
  }

  private static Optional<Long> greatestNumber(List<Plan> plans) {
    return plans.stream()
        .flatMap(plan -> Stream.ofNullable(plan.account().number()))
        .max(Long::compare);
  }

  private Refusal taken(NewAccount account) {
    var field = dao.takenField(transaction, account);
    return switch (field) {
      case "username" -> AccountDao.USERNAME_TAKEN;
      case "user_email" -> AccountDao.EMAIL_TAKEN;
      default -> Refusal.ofField(ErrorCode.INVALID_FIELDS, field, "is taken");
    };
  }

  private void insertDetails(List<Plan> inserted) {
    Map<UUID, List<Role>> granted = new LinkedHashMap<>();
    Map<UUID, Set<Long>> joined = new LinkedHashMap<>();
    Map<Candidate, UUID> lines = new LinkedHashMap<>();
    for (var plan : inserted) {
      granted.put(plan.account().id(), plan.roles());
      joined.put(plan.account().id(), plan.groups());
      lines.put(plan.line(), plan.account().id());
    }
    roles.grantAll(transaction, granted);
    groups.joinUnchecked(transaction, joined);
    dao.insertAll(transaction, lines);
    audit.recordSuccesses(
        transaction,
        AccountImport.CONTEXT,
        List.copyOf(granted.keySet()),
        EventType.ACCOUNT_CREATED);
  }
}
