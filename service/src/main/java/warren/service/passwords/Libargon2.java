package warren.service.passwords;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.NativeLibrary;
import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import warren.service.config.ServiceSetting;
import warren.settings.StartException;

/**
 * The native library that computes Argon2, one per process: the library bundled with argon2-jvm, or
 * the configured one. Without this class argon2-jvm would prefer a library of the system.
 * Thread-safe.
 */
public final class Libargon2 {
  private static final String NAME = "argon2";
  private static final String BUNDLED = "the libargon2 of argon2-jvm";

  private static @Nullable String used;

  private Libargon2() {}

  /**
   * Loads a library after a self-test with known answers. Later calls must name the same library.
   *
   * @param file the library; null for the one of argon2-jvm
   * @param nativeFolder the folder for unpacked native libraries; null for the default
   * @return its name in the log
   * @throws StartException if it cannot be loaded or fails the self-test
   * @throws IllegalStateException if another library is in use
   */
  public static synchronized String use(@Nullable Path file, @Nullable Path nativeFolder) {
    var library = file == null ? BUNDLED : file.toString();
    if (used == null) {
      load(file, new NativeLibraries(nativeFolder));
      used = library;
    } else if (!used.equals(library)) {
      throw new IllegalStateException("Argon2 is already computed by " + used);
    }
    return library;
  }

  /** Argon2 of a type, computed by the library in use; loads the bundled one if none is in use. */
  static synchronized Argon2 ofType(Argon2Types type) {
    if (used == null) {
      use(null, null);
    }
    return Argon2Factory.create(type);
  }

  private static void load(@Nullable Path file, NativeLibraries libraries) {
    libraries.loadJna();
    var library =
        file == null
            ? "T" + BUNDLED.substring(1)
            : ServiceSetting.ARGON2_LIBRARY.variable() + ": " + file;
    try {
      var libraryFile = file == null ? libraries.file(NAME) : file;
      // fails here, where argon2-jvm would silently load another library
      NativeLibrary.getInstance(libraryFile.toString());
      if (!computesCorrectly(libraryFile, libraries)) {
        throw new StartException(library + " computes Argon2 wrongly.", null);
      }
      if (file == null) {
        deleteUnpacked(libraryFile);
      }
    } catch (IOException e) {
      throw new StartException(library + " cannot be unpacked: " + e.getMessage(), e);
    } catch (UnsatisfiedLinkError e) {
      throw new StartException(library + " is not a library with Argon2: " + reason(e), e);
    }
  }

  /** A loaded library does not need its file, which a killed process would leave behind. */
  private static void deleteUnpacked(Path file) throws IOException {
    // the file has this name only if it was unpacked before, with a build or a jar
    if (!file.endsWith(System.mapLibraryName(NAME))) {
      Files.delete(file);
    }
  }

  /**
   * Tests the library. argon2-jvm searches by name alone, so a link with this name is created for a
   * file of another name.
   */
  private static boolean computesCorrectly(Path file, NativeLibraries libraries)
      throws IOException {
    if (file.endsWith(System.mapLibraryName(NAME))) {
      return computesCorrectly(file.toAbsolutePath().getParent());
    }
    var folder = libraries.temporaryFolder();
    var link = folder.resolve(System.mapLibraryName(NAME));
    try {
      Files.createSymbolicLink(link, file.toAbsolutePath());
      return computesCorrectly(folder);
    } finally {
      Files.deleteIfExists(link);
      Files.delete(folder);
    }
  }

  private static boolean computesCorrectly(@Nullable Path folder) {
    NativeLibrary.addSearchPath(NAME, String.valueOf(folder));
    return KnownAnswer.ALL.stream().allMatch(KnownAnswer::isComputed);
  }

  /** The message of the system's loader, which JNA reports as a suppressed exception. */
  private static String reason(UnsatisfiedLinkError e) {
    var cause = e.getSuppressed().length == 0 ? e : e.getSuppressed()[0];
    return String.valueOf(cause.getMessage());
  }

  /** A class of its own, because the types load JNA, which must be prepared before. */
  private record KnownAnswer(Argon2Types type, int parallelism, String digest) {
    /** From the tests of the reference implementation: 256 KiB, two passes. */
    private static final List<KnownAnswer> ALL =
        List.of(
            new KnownAnswer(Argon2Types.ARGON2id, 1, "nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
            new KnownAnswer(Argon2Types.ARGON2id, 2, "bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"),
            new KnownAnswer(Argon2Types.ARGON2i, 1, "iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8"),
            new KnownAnswer(Argon2Types.ARGON2i, 2, "T/XOJ2mh1/TIpJHfCdQan76Q5esCFVoT5MAeIM1Oq2E"));

    private static final byte[] SALT = "somesalt".getBytes(UTF_8);

    boolean isComputed() {
      var argon2 = Argon2Factory.createAdvanced(type);
      var expected =
          "$%s$v=19$m=256,t=2,p=%d$c29tZXNhbHQ$%s"
              .formatted(type == Argon2Types.ARGON2i ? "argon2i" : "argon2id", parallelism, digest);
      try {
        var computed = argon2.hash(2, 256, parallelism, "password".toCharArray(), UTF_8, SALT);
        return computed.equals(expected)
            && argon2.verify(expected, "password".getBytes(UTF_8))
            && !argon2.verify(expected, "Password".getBytes(UTF_8));
      } catch (IllegalStateException error) {
        return false;
      }
    }
  }
}
