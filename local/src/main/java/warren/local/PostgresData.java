package warren.local;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The data directory of a private PostgreSQL, with the programs that can read it. Its name is
 * PostgreSQL's major version, so that the data of an earlier version remains beside it.
 */
final class PostgresData {
  /** The superuser. */
  static final String USER = "warren";

  static final String INITDB = "initdb";

  /** The version of the programs in our jars; no other major version can read the data. */
  static final int MAJOR = 18;

  private static final Duration INITDB_TIMEOUT = Duration.ofSeconds(60);

  private final Path path;
  private final PostgresPrograms programs;
  private final String password;

  PostgresData(Path path, PostgresPrograms programs, String password) {
    this.path = path;
    this.programs = programs;
    this.password = password;
  }

  /**
   * Opens the data in the folder; if it is missing, creates it or copies that of an earlier
   * version.
   */
  static PostgresData open(Path folder) throws IOException, InterruptedException {
    Path path = folder.resolve(Integer.toString(MAJOR));
    PostgresPrograms programs = PostgresPrograms.in(folder);
    Path password = folder.resolve("password");
    var data = new PostgresData(path, programs, PrivateFiles.secret(password));
    if (!Files.exists(path)) {
      Optional<PostgresData> earlier = PostgresUpgrade.source(folder, data.password);
      Path fresh = folder.resolve("data.new");
      PrivateFiles.delete(fresh);
      initialize(folder, programs.command(INITDB, options(fresh, password)));
      if (earlier.isPresent()) {
        var copy = new PostgresData(fresh, programs, data.password);
        new PostgresUpgrade(folder, earlier.get(), copy).run();
      }
      // the directory appears complete, with all data and with the password set
      Files.move(fresh, path, ATOMIC_MOVE);
    }
    return data;
  }

  /** Returns the same data in the directory of another server, which uses the same programs. */
  PostgresData in(Path folder) {
    return new PostgresData(folder.resolve(Integer.toString(MAJOR)), programs, password);
  }

  /** Returns the data directory, whose name is PostgreSQL's major version. */
  Path path() {
    return path;
  }

  PostgresPrograms programs() {
    return programs;
  }

  /** Returns the superuser's password. */
  String password() {
    return password;
  }

  private static String[] options(Path fresh, Path password)
      throws IOException, InterruptedException {
    return new String[] {
      "--pgdata=" + fresh,
      "--username=" + USER,
      "--pwfile=" + password,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // with these, sorting and case folding are the same on every machine
      "--locale=C",
      "--lc-ctype=" + CharacterTypeLocale.name(),
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-instructions"
    };
  }

  private static void initialize(Path folder, List<String> command)
      throws IOException, InterruptedException {
    var program =
        new OwnedProcess.Program(
            INITDB, folder, command, PostgresPrograms.environment(), OwnedProcess.Signal.TERM);
    try (OwnedProcess initdb = OwnedProcess.start(program)) {
      if (!initdb.succeeds(INITDB_TIMEOUT)) {
        throw new LocalException(
            "PostgreSQL's data folder could not be created; initdb reported:\n"
                + initdb.lastLines());
      }
    }
  }
}
