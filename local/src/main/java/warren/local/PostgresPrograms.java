package warren.local;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked from our jars into a folder. */
final class PostgresPrograms {
  /** PostgreSQL refuses to run as root; in a user namespace of its own its user is "nobody". */
  private static final boolean ROOT = new UnixSystem().getUid() == 0;

  private static final Map<String, String> ARCHITECTURES =
      Map.of("amd64", "x86_64", "aarch64", "arm_64");

  /** The folders of Debian and Ubuntu, and of the packages in RPM format. */
  private static final List<String> FOLDERS = List.of("/usr/lib/postgresql/%d", "/usr/pgsql-%d");

  private final Path home;

  private PostgresPrograms(Path home) {
    this.home = home;
  }

  /** Unpacks the programs if this version of them is missing, and deletes older versions. */
  static PostgresPrograms in(Path folder) throws IOException, InterruptedException {
    URL archive = archive();
    Path home = folder.resolve("programs-" + checksum(archive));
    if (!Files.exists(home)) {
      deleteOlder(folder);
      Path fresh = folder.resolve("programs.new");
      PrivateFiles.delete(fresh);
      unpack(archive, PrivateFiles.folder(fresh));
      Files.move(fresh, home, ATOMIC_MOVE);
    }
    return new PostgresPrograms(home);
  }

  /** Finds the installed programs of a major version that copy its data. */
  static Optional<PostgresPrograms> installed(int major) {
    return FOLDERS.stream()
        .map(folder -> Path.of(folder.formatted(major)))
        .filter(
            home ->
                Stream.of("postgres", "pg_dump", "psql")
                    .allMatch(program -> Files.isExecutable(home.resolve("bin").resolve(program))))
        .map(PostgresPrograms::new)
        .findFirst();
  }

  /** Returns the command line that runs a program. */
  List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (ROOT) {
      command.addAll(List.of("unshare", "--user"));
    }
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  static Map<String, String> environment() {
    return Map.of("PATH", Programs.path(), "LC_ALL", "C");
  }

  private static URL archive() {
    String machine = System.getProperty("os.arch");
    String name =
        "/postgres-%s-%s.txz"
            .formatted(
                System.getProperty("os.name").toLowerCase(Locale.ROOT),
                ARCHITECTURES.getOrDefault(machine, machine));
    URL archive = PostgresPrograms.class.getResource(name);
    if (archive == null) {
      throw new LocalException(
          "Warren contains no PostgreSQL for %s on %s: install one and use warren serve."
              .formatted(System.getProperty("os.name"), machine));
    }
    return archive;
  }

  /** Returns the archive's CRC-32, read from the entry in its jar. */
  private static String checksum(URL archive) throws IOException {
    JarURLConnection connection = (JarURLConnection) archive.openConnection();
    connection.setUseCaches(false);
    try (var jar = connection.getJarFile()) {
      return Long.toHexString(jar.getEntry(connection.getEntryName()).getCrc());
    }
  }

  private static void deleteOlder(Path folder) throws IOException {
    try (DirectoryStream<Path> older = Files.newDirectoryStream(folder, "programs-*")) {
      for (Path programs : older) {
        PrivateFiles.delete(programs);
      }
    }
  }

  private static void unpack(URL archive, Path folder) throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder("tar", "-x", "-f", "-", "-C", folder.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream in = new XZInputStream(archive.openStream());
        OutputStream out = tar.getOutputStream()) {
      in.transferTo(out);
    }
    if (!tar.waitFor(30, TimeUnit.SECONDS) || tar.exitValue() != 0) {
      tar.destroyForcibly();
      throw new LocalException("PostgreSQL could not be unpacked into " + folder + " by tar.");
    }
  }
}
