package warren.faults.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import warren.settings.StartException;

/** The system clock of one program, which can be stepped by Debian's libfaketime. Thread-safe. */
public final class Clock {
  private final Path file;

  Clock(Path file) throws IOException {
    this.file = file;
    step(Duration.ZERO);
  }

  /** Returns the variables of the program. The monotonic clock is never stepped. */
  Map<String, String> settings() throws IOException {
    return Map.of(
        "LD_PRELOAD",
        library().toString(),
        "FAKETIME_TIMESTAMP_FILE",
        file.toString(),
        "FAKETIME_CACHE_DURATION",
        "1",
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        "FAKETIME_DONT_RESET",
        "1",
        // with this correction, waits of the JVM end at once
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0");
  }

  /** Sets the difference between this clock and the correct time; it applies within a second. */
  public void step(Duration difference) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, "%+d\n".formatted(difference.toSeconds()));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path library() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
      return folders
          .map(folder -> folder.resolve("faketime/libfaketimeMT.so.1"))
          .filter(Files::exists)
          .findFirst()
          .orElseThrow(() -> new StartException("libfaketime is not installed.", null));
    }
  }
}
