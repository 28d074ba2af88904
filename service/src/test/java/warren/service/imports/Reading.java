package warren.service.imports;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import warren.contracts.Secret;

/** Reads import files that are given as text. */
final class Reading {
  private static final FirebaseParameters FIREBASE =
      new FirebaseParameters(Secret.of("a2V5"), "Bw==", 8, 14);

  private Reading() {}

  static ImportOptions options(@Nullable String map, String... ignored) {
    return new ImportOptions(map, Set.of(ignored), null, FIREBASE);
  }

  static ImportOptions zone(String zone) {
    return new ImportOptions(null, Set.of(), ZoneId.of(zone), null);
  }

  /** For each account its number and content or, if it was refused, the refused fields or code. */
  static List<String> read(String file, ImportOptions options) throws Exception {
    return read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), options);
  }

  static List<String> read(InputStream in, ImportOptions options) throws Exception {
    List<String> read = new ArrayList<>();
    try (var file = new ImportFile(in, options)) {
      for (var line = file.next(); line.isPresent(); line = file.next()) {
        read.add(describe(line.get()));
      }
    }
    return read;
  }

  private static String describe(ImportedLine line) {
    var refusal = line.refusal();
    if (refusal == null) {
      return line.number() + " " + line.content().replace('"', '\'');
    }
    var fields = refusal.fields();
    return line.number() + " " + (fields == null ? refusal.code().code() : fields.toString());
  }
}
