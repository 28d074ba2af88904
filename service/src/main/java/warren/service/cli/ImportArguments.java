package warren.service.cli;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import warren.contracts.Secret;
import warren.service.imports.FirebaseParameters;
import warren.service.imports.ImportOptions;

/** The options of {@code import} for the conversion of its file. */
final class ImportArguments {
  @Option(
      names = "--map",
      paramLabel = "FORMAT",
      description =
          "Format of the file: django, keycloak, auth0, firebase, or a file with a JSON object from"
              + " the names of its fields to those of an import.")
  private @Nullable String map;

  @Option(
      names = "--ignore",
      paramLabel = "FIELD",
      description = "Imports the accounts without this field; may be repeated.")
  private Set<String> ignored = Set.of();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      converter = ZoneConverter.class,
      description = "Time zone of times without one, such as UTC or Europe/Berlin.")
  private @Nullable ZoneId zone;

  @Option(
      names = "--firebase-key",
      paramLabel = "KEY",
      description = "Signer key of the Firebase project, in Base64.")
  private @Nullable String firebaseKey;

  @Option(
      names = "--firebase-salt-separator",
      paramLabel = "TEXT",
      defaultValue = "Bw==",
      description =
          "Salt separator of the Firebase project, in Base64; ${DEFAULT-VALUE} by default.")
  private String firebaseSaltSeparator = "";

  @Option(
      names = "--firebase-rounds",
      paramLabel = "N",
      defaultValue = "8",
      description = "Rounds of the Firebase project; ${DEFAULT-VALUE} by default.")
  private int firebaseRounds;

  @Option(
      names = "--firebase-mem-cost",
      paramLabel = "N",
      defaultValue = "14",
      description = "Memory cost of the Firebase project; ${DEFAULT-VALUE} by default.")
  private int firebaseMemCost;

  ImportOptions options() {
    return new ImportOptions(map, Set.copyOf(ignored), zone, firebase());
  }

  private @Nullable FirebaseParameters firebase() {
    return firebaseKey == null
        ? null
        : new FirebaseParameters(
            Secret.of(firebaseKey), firebaseSaltSeparator, firebaseRounds, firebaseMemCost);
  }

  /** Converts the name of a time zone. */
  private static final class ZoneConverter implements ITypeConverter<ZoneId> {
    @Override
    public ZoneId convert(String text) {
      try {
        return ZoneId.of(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException("'" + text + "' is not a time zone");
      }
    }
  }
}
