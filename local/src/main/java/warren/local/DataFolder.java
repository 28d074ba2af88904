package warren.local;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that holds everything a private installation keeps. While it is open, it is locked:
 * nobody else opens it, and whatever process is found in it belongs to a predecessor that is gone.
 */
public final class DataFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel lock;
  private final boolean temporary;

  private DataFolder(Path path, FileChannel lock, boolean temporary) {
    this.path = path;
    this.lock = lock;
    this.temporary = temporary;
  }

  /**
   * Opens the folder, made for its owner alone where it is missing.
   *
   * @throws LocalException if another process has it open, or it can't be written to
   */
  public static DataFolder open(Path folder) {
    return open(folder, false);
  }

  /**
   * Opens a new folder, which is deleted when it is closed.
   *
   * @throws LocalException if none can be made
   */
  public static DataFolder temporary() {
    try {
      return open(Files.createTempDirectory("warren"), true);
    } catch (IOException e) {
      throw new LocalException("No temporary folder can be made: " + e, e);
    }
  }

  private static DataFolder open(Path folder, boolean temporary) {
    try {
      Path path = PrivateFiles.folder(folder.toAbsolutePath().normalize()).toRealPath();
      return new DataFolder(path, lock(path), temporary);
    } catch (IOException e) {
      throw new LocalException("The data folder " + folder + " can't be used: " + e, e);
    }
  }

  public Path path() {
    return path;
  }

  /** The secret of this name: 256 random bits as base64url, made at the first call and kept. */
  public String secret(String name) {
    Path file = path.resolve("secrets").resolve(name);
    try {
      PrivateFiles.folder(path.resolve("secrets"));
      return PrivateFiles.secret(file);
    } catch (IOException e) {
      throw new LocalException("The secret in " + file + " can't be read or written: " + e, e);
    }
  }

  /** Keeps a text in a file of this name, for its owner alone. */
  public Path keep(String name, String text) {
    Path file = path.resolve(name);
    try {
      PrivateFiles.write(file, text);
      return file;
    } catch (IOException e) {
      throw new LocalException("The file " + file + " can't be written: " + e, e);
    }
  }

  /** Gives the folder free. */
  @Override
  public void close() {
    try {
      lock.close();
      if (temporary) {
        PrivateFiles.delete(path);
      }
    } catch (IOException e) {
      throw new LocalException("The data folder " + path + " could not be released: " + e, e);
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    Path file = folder.resolve("lock");
    FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
    try {
      if (channel.tryLock() != null) {
        byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
        channel.truncate(0).write(ByteBuffer.wrap(pid));
        return channel;
      }
    } catch (OverlappingFileLockException inThisVeryJvm) {
      // said below
    }
    channel.close();
    throw new LocalException(
        "The data folder %s is in use by another warren up (process %s)."
            .formatted(folder, Files.readString(file)));
  }
}
