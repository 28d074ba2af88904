package warren.service.accounts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.service.access.Groups;
import warren.service.access.Roles;
import warren.service.config.MacKey;
import warren.service.config.ServerSecret;
import warren.service.identity.AccountNames;
import warren.service.identity.NameKey;
import warren.service.identity.RoleDefinitions;
import warren.service.imports.ImportedAccount;
import warren.service.imports.ImportedLine;
import warren.service.passwords.Passwords;
import warren.service.rpc.AuditContext;
import warren.service.rpc.AuditWriter;
import warren.service.store.AdvisoryLock;
import warren.service.store.Sha256;
import warren.service.store.Store;

/**
 * Imports accounts of another program with their password hashes. A line that was imported before
 * is recognised, so that an interrupted import can be repeated. For one file and one thread.
 */
public final class AccountImport {
  static final AuditContext CONTEXT = AuditContext.ofCommand("import");

  /** Imports run one at a time, so that two imports of the same names cannot deadlock. */
  private static final byte[] LOCK = Sha256.of("account import");

  /** Every candidate has an outcome. */
  private static final Outcome UNKNOWN = Outcome.refused(ErrorCode.INTERNAL.refusal());

  private final Store store;
  private final SecretKeySpec lineKey;
  private final SecretKeySpec nameKey;
  private final boolean corrects;
  private final Roles roles;
  private final Groups groups;
  private final AuditWriter audit;
  private final ImportUpdate update;
  private final ImportDao dao = new ImportDao();

  /**
   * Creates an import.
   *
   * @param corrects whether a line changes the imported account with its id or user name
   */
  public AccountImport(Store store, MacKey macKey, AuditWriter audit, boolean corrects) {
    this.store = store;
    this.lineKey = macKey.keyFor("imported lines");
    this.nameKey = macKey.keyFor("imported names");
    this.corrects = corrects;
    this.roles = new Roles(new RoleDefinitions());
    this.groups = new Groups(roles);
    this.audit = audit;
    this.update = new ImportUpdate(new ImportCorrection(store, roles, groups, audit));
  }

  /** The kinds of result. */
  public enum Result {
    IMPORTED,
    UPDATED,
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
  public record Outcome(Result result, @Nullable UUID userId, @Nullable Refusal error) {
    static Outcome imported(UUID id) {
      return new Outcome(Result.IMPORTED, id, null);
    }

    static Outcome updated(UUID id) {
      return new Outcome(Result.UPDATED, id, null);
    }

    static Outcome alreadyImported(UUID id) {
      return new Outcome(Result.ALREADY_IMPORTED, id, null);
    }

    static Outcome refused(Refusal refusal) {
      return new Outcome(Result.REFUSED, null, refusal);
    }

    /** The outcome of the same line when it occurs again. */
    private Outcome repeated() {
      return userId == null ? this : alreadyImported(userId);
    }
  }

  /**
   * A line that can be imported.
   *
   * @param line its number in the file
   * @param key the HMAC of its content, in hexadecimal
   * @param name the HMAC of the key of its user name, in hexadecimal
   * @param hash the password hash to store; null if the line contains none
   */
  record Candidate(
      long line, String key, String name, ImportedAccount account, @Nullable String hash) {
    @Override
    public String toString() {
      return key;
    }
  }

  /**
   * Announces lines of the file before the import, so that lines which later ones of the file
   * replaced are not applied again.
   */
  public void announce(List<ImportedLine> lines) {
    List<Candidate> candidates = new ArrayList<>();
    for (var line : lines) {
      try {
        candidates.add(candidate(line));
      } catch (RefusedException e) {
        // refused again, and reported, when it is imported
      }
    }
    store.run(handle -> update.announce(handle, candidates));
  }

  /** Imports lines in one transaction; a refused line does not affect the others. */
  public List<Outcome> importLines(List<ImportedLine> lines) {
    Map<Integer, Candidate> candidates = new LinkedHashMap<>();
    Map<Integer, Outcome> outcomes = new TreeMap<>();
    for (var i = 0; i < lines.size(); i++) {
      try {
        candidates.put(i, candidate(lines.get(i)));
      } catch (RefusedException e) {
        outcomes.put(i, Outcome.refused(e.refusal()));
      }
    }
    var numbers = List.copyOf(candidates.keySet());
    var results = store.write(transaction -> apply(transaction, List.copyOf(candidates.values())));
    for (var i = 0; i < results.size(); i++) {
      outcomes.put(numbers.get(i), results.get(i));
    }
    return List.copyOf(outcomes.values());
  }

  private List<Outcome> apply(Handle transaction, List<Candidate> candidates) {
    AdvisoryLock.acquire(transaction, LOCK);
    var insertion = new ImportInsertion(transaction, store.now(), roles, groups, audit);
    return corrects
        ? update.apply(transaction, candidates, insertion)
        : insertMissing(transaction, candidates, insertion);
  }

  private Candidate candidate(ImportedLine line) {
    var account = line.requireAccount();
    AccountNames.requireValid(account.username(), account.userEmail());
    requirePast(account);
    var hash = account.passwordHash();
    return new Candidate(
        line.number(),
        mac(lineKey, line.content()),
        mac(nameKey, NameKey.of(account.username())),
        account,
        hash == null ? null : Passwords.imported(hash));
  }

  private static String mac(SecretKeySpec key, String text) {
    var mac = ServerSecret.hmac(key, text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(mac);
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

  /** Inserts the accounts of the lines that were not imported before, with few statements. */
  private List<Outcome> insertMissing(
      Handle transaction, List<Candidate> candidates, ImportInsertion insertion) {
    Map<String, Candidate> missing = new LinkedHashMap<>();
    candidates.forEach(candidate -> missing.put(candidate.key(), candidate));
    Map<String, Outcome> outcomes = new HashMap<>();
    dao.find(transaction, missing.keySet())
        .forEach((key, line) -> outcomes.put(key, Outcome.alreadyImported(line.account())));
    missing.keySet().removeAll(outcomes.keySet());
    outcomes.putAll(insertion.insert(missing.values()));
    Set<String> seen = new HashSet<>();
    return candidates.stream()
        .map(
            candidate -> {
              var outcome = outcomes.getOrDefault(candidate.key(), UNKNOWN);
              return seen.add(candidate.key()) ? outcome : outcome.repeated();
            })
        .toList();
  }
}
