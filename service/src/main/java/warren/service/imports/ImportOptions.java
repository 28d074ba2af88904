package warren.service.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import warren.contracts.RefusedException;
import warren.contracts.json.Json;
import warren.settings.StartException;

/**
 * The conversion of an import file.
 *
 * @param map the program that created the file, or the name of a mapping file; null if the file is
 *     in the format of an import
 * @param ignored fields that are not imported
 * @param zone of times without one; null if such times are refused
 * @param firebase parameters of a Firebase project, if given
 */
public record ImportOptions(
    @Nullable String map,
    Set<String> ignored,
    @Nullable ZoneId zone,
    @Nullable FirebaseParameters firebase) {

  /**
   * The conversion of entries.
   *
   * @throws StartException if the mapping file is invalid or the parameters are missing
   */
  Mapping mapping(Omissions omissions) {
    return switch (map == null ? "" : map) {
      case "" -> renaming(Map.of(), Set.of(), omissions);
      case "django" -> new Django(omissions);
      case "keycloak" -> new Keycloak(omissions);
      case "auth0" -> new Auth0(omissions);
      case "firebase" -> new Firebase(requireFirebase(), omissions);
      default -> ofFile(Path.of(map), omissions);
    };
  }

  /** The field of a document that contains the entries; null if no field does. */
  @Nullable String documentField() {
    return "keycloak".equals(map) || "firebase".equals(map) ? "users" : null;
  }

  private static Mapping renaming(
      Map<String, String> names, Set<String> omitted, Omissions omissions) {
    var fields = new FieldNames(names, omitted, omissions);
    return entry -> Optional.of(fields.rename(entry));
  }

  private FirebaseParameters requireFirebase() {
    if (firebase == null) {
      throw new StartException(
          "--map firebase requires --firebase-key: the Firebase console shows it under"
              + " Authentication, Users, Password hash parameters.",
          null);
    }
    return firebase;
  }

  /** Reads a mapping file: an object from other names to ours, or to null for an omitted field. */
  private static Mapping ofFile(Path file, Omissions omissions) {
    Map<String, String> names = new HashMap<>();
    Set<String> omitted = new HashSet<>();
    for (var field : read(file).properties()) {
      if (field.getValue().isNull()) {
        omitted.add(field.getKey());
      } else if (ImportFile.FIELDS.contains(field.getValue().asText())) {
        names.put(field.getKey(), field.getValue().asText());
      } else {
        throw new StartException(
            "The mapping file %s maps %s to %s, which is not a field of an import."
                .formatted(file, field.getKey(), field.getValue()),
            null);
      }
    }
    return renaming(names, omitted, omissions);
  }

  private static ObjectNode read(Path file) {
    try {
      return Json.parse(Files.readAllBytes(file));
    } catch (IOException | RefusedException e) {
      throw new StartException(
          "%s is neither django, keycloak, auth0 or firebase nor a readable file with a JSON object."
              .formatted(file),
          e);
    }
  }
}
