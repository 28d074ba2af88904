package warren.service.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import warren.contracts.Refusal;
import warren.contracts.json.Json;
import warren.service.Service;
import warren.service.accounts.AccountImport;
import warren.service.accounts.AccountImport.Outcome;
import warren.service.accounts.AccountImport.Result;
import warren.service.cleanup.AuditPartitions;
import warren.service.config.Settings;
import warren.service.rpc.AuditWriter;
import warren.service.secrets.KeyEncryption;
import warren.service.secrets.MacKeys;
import warren.settings.StartException;

/** {@code import}. */
@Command(
    name = "import",
    description = {
      "Imports accounts from another program, with the hashes of their passwords: one JSON object"
          + " per line.",
      "Prints the result of each line after it has been stored. An import can be repeated: existing"
          + " accounts are not changed.",
      "Exits with 0, or with 1 if a line was refused."
    })
public final class ImportCommand implements Callable<Integer> {
  private static final int BATCH = 200;
  private static final int SOME_REFUSED = 1;

  private final Supplier<Map<String, String>> environment;
  private final Map<Result, Long> counts = new EnumMap<>(Result.class);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "File to import; - for standard input.")
  private String file;

  /**
   * @param environment supplies the variables with the settings
   */
  public ImportCommand(Supplier<Map<String, String>> environment) {
    this.environment = environment;
  }

  /** The printed result of a line. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Output(long line, Result result, @Nullable UUID userId, @Nullable Refusal error) {}

  @Override
  public Integer call() throws IOException {
    var settings = Settings.of(environment.get());
    try (var lines = new Lines(open(), AccountImport.MAX_LINE_BYTES);
        var store = Service.openStore(settings.database().small(), settings.startTimeout())) {
      new AuditPartitions(store, settings.cleanup().auditRetention()).update();
      var audit = new AuditWriter(store, settings.amqp().publishesEvents());
      var macKey = MacKeys.load(store, new KeyEncryption(settings.secret()));
      importAll(lines, new AccountImport(store, macKey, audit));
    }
    spec.commandLine().getErr().println(summary());
    return count(Result.REFUSED) == 0 ? 0 : SOME_REFUSED;
  }

  private InputStream open() throws IOException {
    try {
      return file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new StartException("There is no file " + file + ".", e);
    }
  }

  private void importAll(Lines lines, AccountImport accounts) throws IOException {
    // by line number
    Map<Long, byte[]> batch = new LinkedHashMap<>();
    long number = 0;
    for (var line = lines.next(); line.isPresent(); line = lines.next()) {
      number++;
      if (!isBlank(line.get())) {
        batch.put(number, line.get());
      }
      if (batch.size() == BATCH) {
        importBatch(batch, accounts);
        batch.clear();
      }
    }
    importBatch(batch, accounts);
  }

  private static boolean isBlank(byte[] line) {
    return new String(line, StandardCharsets.ISO_8859_1).isBlank();
  }

  private void importBatch(Map<Long, byte[]> batch, AccountImport accounts) {
    var outcomes = accounts.importLines(List.copyOf(batch.values())).iterator();
    PrintWriter out = spec.commandLine().getOut();
    for (var number : batch.keySet()) {
      var outcome = outcomes.next();
      out.println(output(number, outcome));
      counts.merge(outcome.result(), 1L, Long::sum);
    }
    out.flush();
  }

  private static String output(long number, Outcome outcome) {
    var output = new Output(number, outcome.result(), outcome.userId(), outcome.error());
    return new String(Json.write(output), StandardCharsets.UTF_8);
  }

  private String summary() {
    return "%d imported, %d already imported, %d refused."
        .formatted(count(Result.IMPORTED), count(Result.ALREADY_IMPORTED), count(Result.REFUSED));
  }

  private long count(Result result) {
    return counts.getOrDefault(result, 0L);
  }
}
