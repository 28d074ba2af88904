package warren.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
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
    Process process = start(OtherJvm.class, folder.toString());
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    return new OtherJvm(process, List.of(line(out), line(out), line(out)));
  }

  /** Starts a JVM with a process group of its own, which ends at the latest with this JVM. */
  static Process start(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return Watchdog.start(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
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
    awaitEnd();
  }

  void killGroup() throws IOException, InterruptedException {
    killGroup(process);
    awaitEnd();
  }

  /** Kills the process and all processes of its group. */
  static void killGroup(Process process) throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder("/bin/sh", "-c", "kill -s KILL -- -" + process.pid()).start().waitFor();
    assertEquals(0, exit, "a process group with this id exists");
  }

  private void awaitEnd() throws InterruptedException {
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
