package warren.service.passwords;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import warren.service.config.ServiceSetting;
import warren.settings.StartException;

/**
 * The native libraries in our jars: that of JNA and those that it loads. A build unpacks them
 * beside its jars; elsewhere, or into a configured folder, JNA unpacks them when they are loaded.
 */
final class NativeLibraries {
  private static final String JNA = "jnidispatch";

  private final @Nullable Path configured;

  /** The folder of the build, or null if the libraries must be unpacked. */
  private final @Nullable Path unpacked;

  NativeLibraries(@Nullable Path configured) {
    this.configured = configured;
    this.unpacked = configured == null ? besideJars() : null;
  }

  private static @Nullable Path besideJars() {
    var source = Platform.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return null;
    }
    var folder =
        Path.of(URI.create(source.getLocation().toString()))
            .resolveSibling("native")
            .resolve(Platform.RESOURCE_PREFIX);
    return Files.isReadable(folder.resolve(System.mapLibraryName(JNA))) ? folder : null;
  }

  /**
   * Loads the library of JNA, on which all others depend.
   *
   * @throws StartException if the folder does not permit it
   */
  void loadJna() {
    if (configured != null) {
      System.setProperty("jna.tmpdir", configured.toString());
    }
    if (unpacked != null) {
      System.setProperty("jna.boot.library.path", unpacked.toString());
    }
    try {
      // initializes the class, which loads the library
      Native.isProtected();
    } catch (UnsatisfiedLinkError e) {
      throw new StartException(
          "The native library %s of JNA cannot be loaded: %s. Name a writable folder, on a file system that permits execution, in %s."
              .formatted(JNA, e.getMessage(), ServiceSetting.NATIVE_DIR.variable()),
          e);
    }
  }

  /** The file of a library in our jars, which may have been unpacked just now. */
  Path file(String name) throws IOException {
    return unpacked == null
        ? Native.extractFromResourcePath(name).toPath()
        : unpacked.resolve(System.mapLibraryName(name));
  }

  /** Creates a folder for links to libraries. */
  Path temporaryFolder() throws IOException {
    return configured == null
        ? Files.createTempDirectory("warren")
        : Files.createTempDirectory(configured, "warren");
  }
}
