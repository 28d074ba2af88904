package warren.service.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import warren.contracts.Refusal;
import warren.contracts.json.Json;
import warren.service.accounts.AccountImport;
import warren.service.accounts.AccountImport.Outcome;
import warren.service.accounts.AccountImport.Result;
import warren.service.imports.ImportFile;
import warren.service.imports.ImportedLine;

/**
 * Imports a file in batches, prints the result of each line after its commit, and a summary at the
 * end. {@link #stop} may be called by another thread.
 */
final class ImportRun {
  private static final int BATCH = 500;

  private final ImportFile file;
  private final AccountImport accounts;
  private final ImportProgress progress;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Map<Result, Long> counts = new EnumMap<>(Result.class);
  private boolean ended;

  ImportRun(
      ImportFile file,
      AccountImport accounts,
      ImportProgress progress,
      PrintWriter out,
      PrintWriter err) {
    this.file = file;
    this.accounts = accounts;
    this.progress = progress;
    this.out = out;
    this.err = err;
  }

  /** The printed result of a line. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Output(long line, Result result, @Nullable UUID userId, @Nullable Refusal error) {}

  /** Reads the file once before the import, which corrects accounts. */
  static void announce(ImportFile file, AccountImport accounts) throws IOException {
    inBatches(file, accounts::announce);
  }

  /** Imports the file; prints the summary even if that fails. */
  void run() throws IOException {
    try {
      inBatches(file, this::importBatch);
    } finally {
      end("");
    }
  }

  private static void inBatches(ImportFile file, Consumer<List<ImportedLine>> action)
      throws IOException {
    List<ImportedLine> batch = new ArrayList<>();
    for (var line = file.next(); line.isPresent(); line = file.next()) {
      batch.add(line.get());
      if (batch.size() == BATCH) {
        action.accept(batch);
        batch.clear();
      }
    }
    action.accept(batch);
  }

  private synchronized void importBatch(List<ImportedLine> batch) {
    if (ended) {
      return;
    }
    var outcomes = accounts.importLines(batch);
    for (var i = 0; i < outcomes.size(); i++) {
      var outcome = outcomes.get(i);
      out.println(output(batch.get(i).number(), outcome));
      counts.merge(outcome.result(), 1L, Long::sum);
    }
    out.flush();
    progress.report(total(), file.position()).ifPresent(err::println);
    err.flush();
  }

  private static String output(long number, Outcome outcome) {
    var output = new Output(number, outcome.result(), outcome.userId(), outcome.error());
    return new String(Json.write(output), StandardCharsets.UTF_8);
  }

  /** Ends the import after the batch that is being committed. */
  void stop() {
    end("Interrupted; run the command again to import the rest. ");
  }

  private synchronized void end(String reason) {
    if (ended) {
      return;
    }
    ended = true;
    var updated = count(Result.UPDATED) == 0 ? "" : count(Result.UPDATED) + " updated, ";
    err.printf(
        "%s%d imported, %s%d already imported, %d refused.%n",
        reason,
        count(Result.IMPORTED),
        updated,
        count(Result.ALREADY_IMPORTED),
        count(Result.REFUSED));
    if (!file.omissions().isEmpty()) {
      err.printf("Fields without a counterpart were not imported: %s.%n", listed(file.omissions()));
    }
    if (!file.skipped().isEmpty()) {
      err.printf("Entries that are not accounts were skipped: %s.%n", listed(file.skipped()));
    }
    err.flush();
  }

  private static String listed(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(count -> "%s (%d)".formatted(count.getKey(), count.getValue()))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  synchronized boolean hasRefused() {
    return count(Result.REFUSED) > 0;
  }

  private long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private long count(Result result) {
    return counts.getOrDefault(result, 0L);
  }
}
