package warren.service.passwords;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Native;
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
 * The native library that computes Argon2, one for the whole process: that of argon2-jvm, or the
 * one that a setting names. By itself argon2-jvm would take the system's where there is one.
 */
public final class Libargon2 {
  private static final String NAME = "argon2";
  private static final String OWN = "the libargon2 of argon2-jvm";

  /** From the tests of the reference program: 256 KiB, two passes. */
  private static final List<KnownAnswer> KNOWN_ANSWERS =
      List.of(
          new KnownAnswer(Argon2Types.ARGON2id, 1, "nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
          new KnownAnswer(Argon2Types.ARGON2id, 2, "bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"),
          new KnownAnswer(Argon2Types.ARGON2i, 1, "iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8"),
          new KnownAnswer(Argon2Types.ARGON2i, 2, "T/XOJ2mh1/TIpJHfCdQan76Q5esCFVoT5MAeIM1Oq2E"));

  private static @Nullable String used;

  private Libargon2() {}

  /**
   * Has this process compute Argon2 by a library, once it has shown that it does so rightly.
   *
   * @param file where it is; null for that of argon2-jvm
   * @return what the log calls it
   * @throws StartException saying for people what is wrong with it
   */
  public static synchronized String use(@Nullable Path file) {
    var library = file == null ? OWN : file.toString();
    if (used == null) {
      load(file);
      used = library;
    } else if (!used.equals(library)) {
      throw new IllegalStateException("Argon2 is computed by " + used + " already");
    }
    return library;
  }

  /** Argon2 of a type, by the library in use; that is argon2-jvm's where none was asked for. */
  static synchronized Argon2 ofType(Argon2Types type) {
    if (used == null) {
      use(null);
    }
    return Argon2Factory.create(type);
  }

  private static void load(@Nullable Path file) {
    var library =
        file == null
            ? "T" + OWN.substring(1)
            : ServiceSetting.ARGON2_LIBRARY.variable() + ": " + file;
    try {
      var found = file == null ? Native.extractFromResourcePath(NAME).toPath() : file;
      // argon2-jvm would silently go on to another one
      NativeLibrary.getInstance(found.toString());
      if (!answersByName(found)) {
        throw new StartException(library + " computes Argon2 wrongly.", null);
      }
      if (file == null) {
        deleteUnpacked(found);
      }
    } catch (IOException e) {
      throw new StartException(library + " can't be unpacked: " + e.getMessage(), e);
    } catch (UnsatisfiedLinkError e) {
      throw new StartException(library + " is no library with Argon2: " + reason(e), e);
    }
  }

  /** What is loaded needs no file any more; a process that is killed would leave it. */
  private static void deleteUnpacked(Path file) throws IOException {
    // it has its own name only where the jar has been unpacked before
    if (!file.endsWith(System.mapLibraryName(NAME))) {
      Files.delete(file);
    }
  }

  /** Has argon2-jvm find the library, which it looks for by its name alone. */
  private static boolean answersByName(Path file) throws IOException {
    var folder = Files.createTempDirectory("warren");
    var link = folder.resolve(System.mapLibraryName(NAME));
    try {
      Files.createSymbolicLink(link, file.toAbsolutePath());
      NativeLibrary.addSearchPath(NAME, folder.toString());
      return KNOWN_ANSWERS.stream().allMatch(KnownAnswer::isComputed);
    } finally {
      Files.deleteIfExists(link);
      Files.delete(folder);
    }
  }

  /** What the system's loader says, of all that JNA tells. */
  private static String reason(UnsatisfiedLinkError e) {
    var told = e.getSuppressed().length == 0 ? e : e.getSuppressed()[0];
    return String.valueOf(told.getMessage());
  }

  private record KnownAnswer(Argon2Types type, int lanes, String digest) {
    private static final byte[] SALT = "somesalt".getBytes(UTF_8);

    boolean isComputed() {
      var argon2 = Argon2Factory.createAdvanced(type);
      var expected =
          "$%s$v=19$m=256,t=2,p=%d$c29tZXNhbHQ$%s"
              .formatted(type == Argon2Types.ARGON2i ? "argon2i" : "argon2id", lanes, digest);
      try {
        var computed = argon2.hash(2, 256, lanes, "password".toCharArray(), UTF_8, SALT);
        return computed.equals(expected)
            && argon2.verify(expected, "password".getBytes(UTF_8))
            && !argon2.verify(expected, "Password".getBytes(UTF_8));
      } catch (IllegalStateException error) {
        return false;
      }
    }
  }
}
