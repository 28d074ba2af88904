package warren.faults.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A folder: where a mount is permitted, a small file system in memory, which can be filled. */
public final class Disk implements AutoCloseable {
  private static final String SIZE = "1500m";
  private static final int CHUNK = 1 << 20;

  private final Path folder;
  private final Path filling;
  private boolean mounted;

  private Disk(Path folder, boolean mounted) {
    this.folder = folder;
    this.filling = folder.resolve("filling");
    this.mounted = mounted;
  }

  static Disk mount(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var options = "size=" + SIZE + ",mode=700";
    return new Disk(
        folder, run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString()) == 0);
  }

  /** Returns whether the folder has a limited size, and may be filled. */
  public synchronized boolean isLimited() {
    return mounted;
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
    if (!mounted) {
      return;
    }
    mounted = false;
    try {
      run("umount", "--lazy", folder.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
