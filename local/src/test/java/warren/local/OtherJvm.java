package warren.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The private servers of a folder, started by a JVM of their own that can be killed. */
final class OtherJvm {
  private final Process process;
  private final List<String> told;

  private OtherJvm(Process process, List<String> told) {
    this.process = process;
    this.told = told;
  }

  /** What the other JVM runs: it tells where the servers are, and then waits to be killed. */
  public static void main(String[] arguments) throws InterruptedException {
    DataFolder data = DataFolder.open(Path.of(arguments[0]));
    LocalServers servers = LocalServers.start(data, 0, List.of());
    PrivatePostgres postgres = servers.postgres();
    postgres.createDatabase("kept");
    System.out.println(servers.broker().uri());
    System.out.println(postgres.jdbcUrl("kept"));
    System.out.println(postgres.password());
    Thread.sleep(Long.MAX_VALUE);
  }

  static OtherJvm start(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherJvm.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    return new OtherJvm(process, List.of(line(out), line(out), line(out)));
  }

  String amqp() {
    return told.get(0);
  }

  String database() {
    return told.get(1);
  }

  String password() {
    return told.get(2);
  }

  long pid() {
    return process.pid();
  }

  /** Everything that it has started, and what that has started. */
  List<ProcessHandle> servers() {
    return process.descendants().toList();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("process " + pid() + " can't be killed");
    }
  }

  private static String line(BufferedReader out) throws IOException {
    @Nullable String line = out.readLine();
    if (line == null) {
      throw new IllegalStateException("the other JVM could not start the servers");
    }
    return line;
  }
}
