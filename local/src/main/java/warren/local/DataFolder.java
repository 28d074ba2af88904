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
 * The folder that stores all data of a private installation. An open folder is locked: no other
 * process can open it, so any server process recorded in it was left running by a dead predecessor.
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
   * Opens the folder; creates it, accessible to its owner only, if it is missing.
   *
   * @throws LocalException if it is open in another process or not writable
   */
  public static DataFolder open(Path folder) {
    return open(folder, false);
  }

  /**
   * Creates and opens a folder that is deleted when it is closed.
   *
   * @throws LocalException if no temporary folder can be created
   */
  public static DataFolder temporary() {
    try {
      return open(Files.createTempDirectory("warren"), true);
    } catch (IOException e) {
      throw new LocalException("A temporary folder cannot be created: " + e, e);
    }
  }

  private static DataFolder open(Path folder, boolean temporary) {
    try {
      Path path = PrivateFiles.folder(folder.toAbsolutePath().normalize()).toRealPath();
      return new DataFolder(path, lock(path), temporary);
    } catch (IOException e) {
      throw new LocalException("The data folder " + folder + " cannot be used: " + e, e);
    }
  }

  public Path path() {
    return path;
  }

  /** Returns the secret of this name: 256 random bits as base64url, generated and stored once. */
  public String secret(String name) {
    Path file = path.resolve("secrets").resolve(name);
    try {
      PrivateFiles.folder(path.resolve("secrets"));
      return PrivateFiles.secret(file);
    } catch (IOException e) {
      throw new LocalException("The secret in " + file + " cannot be read or written: " + e, e);
    }
  }

  /** Writes a text file of this name that only its owner can read. */
  public Path write(String name, String text) {
    Path file = path.resolve(name);
    try {
      PrivateFiles.write(file, text);
      return file;
    } catch (IOException e) {
      throw new LocalException("The file " + file + " cannot be written: " + e, e);
    }
  }

  /** Releases the lock; deletes a temporary folder. */
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
    } catch (OverlappingFileLockException openInThisJvm) {
      // reported below
    }
    channel.close();
    throw new LocalException(
        "The data folder %s is in use by another warren up (process %s)."
            .formatted(folder, Files.readString(file)));
  }
}
