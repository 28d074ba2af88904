package warren.service.accounts;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Headers;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.RoleReference;
import warren.contracts.events.EventType;
import warren.contracts.json.Json;
import warren.contracts.json.RecordReader;
import warren.service.access.Groups;
import warren.service.access.Role;
import warren.service.access.Roles;
import warren.service.accounts.AccountDao.NewAccount;
import warren.service.config.MacKey;
import warren.service.config.ServerSecret;
import warren.service.identity.AccountNames;
import warren.service.identity.RoleDefinitions;
import warren.service.passwords.Passwords;
import warren.service.rpc.AuditContext;
import warren.service.rpc.AuditWriter;
import warren.service.rpc.Handler;
import warren.service.store.AdvisoryLock;
import warren.service.store.Ids;
import warren.service.store.Sha256;
import warren.service.store.Store;

/**
 * Imports accounts of another program with their password hashes. A line that was imported before
 * is recognised, so that an interrupted import can be repeated. Thread-safe.
 */
public final class AccountImport {
  /** The maximum size of a line, which is that of a request. */
  public static final int MAX_LINE_BYTES = Headers.MAX_BODY_BYTES;

  private static final Set<String> FIELDS =
      Arrays.stream(ImportedAccount.class.getRecordComponents())
          .map(RecordReader::nameOf)
          .collect(Collectors.toUnmodifiableSet());

  private static final AuditContext CONTEXT = AuditContext.ofCommand("import");

  /** Imports run one at a time, so that two imports of the same names cannot deadlock. */
  private static final byte[] LOCK = Sha256.of("account import");

  private final Store store;
  private final SecretKeySpec lineKey;
  private final Roles roles;
  private final Groups groups;
  private final AuditWriter audit;
  private final RecordReader<ImportedAccount> reader = RecordReader.of(ImportedAccount.class);
  private final AccountDao accounts = new AccountDao();
  private final ImportDao dao = new ImportDao();

  public AccountImport(Store store, MacKey macKey, AuditWriter audit) {
    this.store = store;
    this.lineKey = macKey.keyFor("imported lines");
    this.roles = new Roles(new RoleDefinitions());
    this.groups = new Groups(roles);
    this.audit = audit;
  }

  /** The kinds of result. */
  public enum Result {
    IMPORTED,
    /** An identical line was imported before. */
    ALREADY_IMPORTED,
    REFUSED;

    @JsonValue
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The result of a line.
   *
   * @param userId the id of the account; null if the line was refused
   * @param error the refusal, if the line was refused
   */
  public record Outcome(Result result, @Nullable UUID userId, @Nullable Refusal error) {}

  /** Imports lines in one transaction; a refused line does not affect the others. */
  public List<Outcome> importLines(List<byte[]> lines) {
    return store.write(
        transaction -> {
          AdvisoryLock.acquire(transaction, LOCK);
          return lines.stream().map(line -> importLine(transaction, line)).toList();
        });
  }

  private Outcome importLine(Handle transaction, byte[] line) {
    try {
      var account = read(line);
      var key = ServerSecret.hmac(lineKey, line);
      return dao.find(transaction, key)
          .map(id -> new Outcome(Result.ALREADY_IMPORTED, id, null))
          .orElseGet(() -> new Outcome(Result.IMPORTED, insert(transaction, account, key), null));
    } catch (RefusedException e) {
      return new Outcome(Result.REFUSED, null, e.refusal());
    }
  }

  private ImportedAccount read(byte[] line) {
    if (line.length > MAX_LINE_BYTES) {
      throw new RefusedException(
          Refusal.of(
              ErrorCode.TOO_LARGE, "The line is larger than " + Headers.MAX_BODY_KIB + " KiB."));
    }
    var object = Json.parse(line);
    requireKnown(object);
    var account = reader.read(object);
    AccountNames.requireValid(account.username(), account.userEmail());
    requirePast(account);
    return account;
  }

  /** A misspelt field would import an account without its password. */
  private static void requireKnown(ObjectNode object) {
    Map<String, List<String>> problems = new LinkedHashMap<>();
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                problems.put(name, List.of("is not a field of an import"));
              }
            });
    if (!problems.isEmpty()) {
      throw new RefusedException(Refusal.ofFields(ErrorCode.INVALID_FIELDS, problems));
    }
  }

  private void requirePast(ImportedAccount account) {
    Map<String, List<String>> problems = new LinkedHashMap<>();
    if (isFuture(account.createdAt())) {
      problems.put("created_at", List.of("must not be in the future"));
    }
    if (isFuture(account.lastLogin())) {
      problems.put("last_login", List.of("must not be in the future"));
    }
    if (!problems.isEmpty()) {
      throw new RefusedException(Refusal.ofFields(ErrorCode.INVALID_FIELDS, problems));
    }
  }

  private boolean isFuture(@Nullable Instant time) {
    return time != null && time.isAfter(store.now());
  }

  /** Inserts an account. All refusals precede the first write, as the transaction continues. */
  private UUID insert(Handle transaction, ImportedAccount imported, byte[] key) {
    var granted = roles(transaction, imported.roles());
    var groupIds = groups.lockShared(transaction, imported.groups());
    var account = newAccount(imported);
    if (!accounts.insert(transaction, account)) {
      throw accounts.takenRefusal(transaction, account.username());
    }
    granted.forEach(role -> roles.grant(transaction, account.id(), role));
    groups.joinUnchecked(transaction, account.id(), groupIds);
    if (imported.lastLogin() != null) {
      dao.setLastLogin(transaction, account.id(), imported.lastLogin());
    }
    dao.insert(transaction, key, account.id());
    audit.recordSuccess(
        transaction,
        CONTEXT,
        null,
        Handler.WriteResult.ofAccount(account.id()),
        EventType.ACCOUNT_CREATED);
    return account.id();
  }

  private List<Role> roles(Handle transaction, @Nullable List<RoleReference> requested) {
    var references = requested == null ? List.of(Roles.DEFAULT) : requested;
    return roles.lockShared(transaction, references, role -> {});
  }

  private NewAccount newAccount(ImportedAccount imported) {
    var createdAt = imported.createdAt();
    return new NewAccount(
        Ids.next(),
        imported.username(),
        imported.userEmail(),
        imported.firstName(),
        imported.lastName(),
        Passwords.imported(imported.passwordHash()),
        !Boolean.FALSE.equals(imported.enabled()),
        createdAt == null ? store.now() : createdAt.truncatedTo(ChronoUnit.MICROS));
  }
}
