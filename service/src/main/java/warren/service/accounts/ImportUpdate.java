package warren.service.accounts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.service.accounts.AccountImport.Candidate;
import warren.service.accounts.AccountImport.Outcome;

/**
 * Applies lines one after another, as a line may correct the account of a preceding one. A line
 * that was applied before is skipped if it is the latest one of its account, or if that one follows
 * in the file: otherwise a repeated file would first restore old values.
 */
final class ImportUpdate {
  private final ImportCorrection correction;
  private final ImportDao dao = new ImportDao();

  /** The last number in the file of each line that is the latest one of several of its account. */
  private final Map<String, Long> latestInFile = new HashMap<>();

  ImportUpdate(ImportCorrection correction) {
    this.correction = correction;
  }

  /** Records which of these lines are the latest ones of accounts that have several. */
  void announce(Handle handle, List<Candidate> candidates) {
    var latest = dao.latestOfSeveral(handle, keys(candidates));
    for (var candidate : candidates) {
      if (latest.contains(candidate.key())) {
        latestInFile.put(candidate.key(), candidate.line());
      }
    }
  }

  /** Applies lines in their order; returns an outcome for each. */
  List<Outcome> apply(Handle transaction, List<Candidate> candidates, ImportInsertion insertion) {
    var applied = new Applied(dao.find(transaction, keys(candidates)));
    return candidates.stream()
        .map(candidate -> outcome(transaction, candidate, applied, insertion))
        .toList();
  }

  private static List<String> keys(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::key).toList();
  }

  private Outcome outcome(
      Handle transaction, Candidate candidate, Applied applied, ImportInsertion insertion) {
    var account = applied.accounts.get(candidate.key());
    if (account != null && isSuperseded(candidate, applied.latest.get(account))) {
      return Outcome.alreadyImported(account);
    }
    var outcome =
        correction
            .correct(transaction, candidate, insertion)
            .or(() -> insertion.insert(List.of(candidate)).values().stream().findFirst())
            .orElseThrow();
    Optional.ofNullable(outcome.userId()).ifPresent(id -> applied.add(candidate.key(), id));
    return outcome;
  }

  /** Whether the latest line of the account is this one or follows it in the file. */
  private boolean isSuperseded(Candidate candidate, @Nullable String latest) {
    return candidate.key().equals(latest)
        || latestInFile.getOrDefault(latest, 0L) > candidate.line();
  }

  /** The accounts of the applied lines, by key, and the latest line of each account. */
  private static final class Applied {
    private final Map<String, UUID> accounts;
    private final Map<UUID, String> latest = new HashMap<>();

    Applied(Map<String, ImportDao.Line> lines) {
      this.accounts =
          lines.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, line -> line.getValue().account()));
      lines.values().forEach(line -> latest.put(line.account(), line.latest()));
    }

    void add(String key, UUID account) {
      accounts.put(key, account);
      latest.put(account, key);
    }
  }
}
