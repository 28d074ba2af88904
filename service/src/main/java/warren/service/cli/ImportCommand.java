package warren.service.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import warren.service.Service;
import warren.service.accounts.AccountImport;
import warren.service.cleanup.AuditPartitions;
import warren.service.config.Settings;
import warren.service.imports.ImportFile;
import warren.service.rpc.AuditWriter;
import warren.service.secrets.KeyEncryption;
import warren.service.secrets.MacKeys;
import warren.service.store.Store;
import warren.settings.StartException;

/** {@code import}. */
@Command(
    name = "import",
    description = {
      "Imports accounts from another program, with the hashes of their passwords: one JSON object"
          + " per line, or an export of one of several programs.",
      "Prints the result of each line after it has been stored. An import can be repeated: existing"
          + " accounts are not changed, except by --update.",
      "Exits with 0, or with 1 if a line was refused."
    })
public final class ImportCommand implements Callable<Integer> {
  private static final int SOME_REFUSED = 1;
  private static final String STANDARD_INPUT = "-";

  private final Supplier<Map<String, String>> environment;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "File to import; - for standard input.")
  private String file;

  @Mixin private ImportArguments arguments = new ImportArguments();

  @Option(
      names = "--update",
      description = "Corrects imported accounts: the fields of a changed line replace theirs.")
  private boolean update;

  /**
   * @param environment supplies the variables with the settings
   */
  public ImportCommand(Supplier<Map<String, String>> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    var settings = Settings.of(environment.get());
    try (var input = open();
        var source = new ImportFile(input, arguments.options());
        var store = Service.openStore(settings.database().small(), settings.startTimeout())) {
      new AuditPartitions(store, settings.cleanup().auditRetention()).update();
      var accounts = accounts(store, settings);
      if (update) {
        announce(accounts);
      }
      var run = run(source, accounts);
      var onSignal = new OnSignal(run::stop);
      try {
        run.run();
      } finally {
        onSignal.cancel();
      }
      return run.hasRefused() ? SOME_REFUSED : 0;
    }
  }

  private AccountImport accounts(Store store, Settings settings) {
    var audit = new AuditWriter(store, settings.amqp().publishesEvents());
    var macKey = MacKeys.load(store, new KeyEncryption(settings.secret()));
    return new AccountImport(store, macKey, audit, update);
  }

  private ImportRun run(ImportFile source, AccountImport accounts) throws IOException {
    var line = spec.commandLine();
    var progress = new ImportProgress(System::nanoTime, size());
    return new ImportRun(source, accounts, progress, line.getOut(), line.getErr());
  }

  private void announce(AccountImport accounts) throws IOException {
    try (var input = open();
        var source = new ImportFile(input, arguments.options())) {
      ImportRun.announce(source, accounts);
    }
  }

  private InputStream open() throws IOException {
    var path = Path.of(file);
    var isStandardInput = file.equals(STANDARD_INPUT);
    if (!isStandardInput && Files.isDirectory(path)) {
      throw new StartException(file + " is a directory; state a file.", null);
    }
    if (update && (isStandardInput || (Files.exists(path) && !Files.isRegularFile(path)))) {
      throw new StartException("--update reads its file twice; state a regular file.", null);
    }
    if (isStandardInput) {
      return System.in;
    }
    try {
      return Files.newInputStream(path);
    } catch (NoSuchFileException e) {
      throw new StartException("There is no file " + file + ".", e);
    } catch (AccessDeniedException e) {
      throw new StartException("The file " + file + " cannot be read: access is denied.", e);
    }
  }

  /** The size of the file; 0 if it is unknown. */
  private long size() throws IOException {
    return file.equals(STANDARD_INPUT) ? 0 : Files.size(Path.of(file));
  }
}
