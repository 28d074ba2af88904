package warren.faults.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import warren.settings.StartException;

/** A small file system in memory, which can be filled. Requires root. */
public final class Disk implements AutoCloseable {
  private static final String SIZE = "1500m";
  private static final int CHUNK = 1 << 20;

  private final Path folder;
  private final Path filling;
  private boolean closed;

  private Disk(Path folder) {
    this.folder = folder;
    this.filling = folder.resolve("filling");
  }

  static Disk mount(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    if (run("mount", "-t", "tmpfs", "-o", "size=" + SIZE + ",mode=700", "tmpfs", folder.toString())
        != 0) {
      throw new StartException("A tmpfs cannot be mounted at " + folder + ": run as root.", null);
    }
    return new Disk(folder);
  }

  Path folder() {
    return folder;
  }

  /** Writes a file until no space is left. */
  public void fill() throws IOException {
    var zeros = new byte[CHUNK];
    Arrays.fill(zeros, (byte) 1);
    try (var out = Files.newOutputStream(filling)) {
      while (true) {
        out.write(zeros);
      }
    } catch (IOException full) {
      // this is the purpose
    }
  }

  /** Deletes the file. */
  public void release() throws IOException {
    Files.deleteIfExists(filling);
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      run("umount", "--lazy", folder.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
