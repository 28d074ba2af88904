package warren.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Another JVM, which starts the private servers of a folder and can be killed. */
final class OtherJvm {
  private final Process process;
  private final List<String> printed;

  private OtherJvm(Process process, List<String> printed) {
    this.process = process;
    this.printed = printed;
  }

  /** Runs in the other JVM: prints the addresses of the servers, then waits to be killed. */
  public static void main(String[] arguments) throws InterruptedException {
    DataFolder data = DataFolder.open(Path.of(arguments[0]));
    LocalServers servers = LocalServers.start(data, 0, List.of());
    PrivatePostgres postgres = servers.postgres();
    postgres.createDatabase("stored");
    System.out.println(servers.broker().uri());
    System.out.println(postgres.jdbcUrl("stored"));
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
    return printed.get(0);
  }

  String database() {
    return printed.get(1);
  }

  String password() {
    return printed.get(2);
  }

  long pid() {
    return process.pid();
  }

  /** All descendants of the JVM's process. */
  List<ProcessHandle> servers() {
    return process.descendants().toList();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("process " + pid() + " cannot be killed");
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
