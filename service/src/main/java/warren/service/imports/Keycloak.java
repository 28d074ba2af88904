package warren.service.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import warren.contracts.RefusedException;
import warren.contracts.json.Json;

/** The users of Keycloak's realm export. */
final class Keycloak implements Mapping {
  private static final Map<String, String> NAMES =
      Map.of(
          "id", "user_id",
          "email", "user_email",
          "firstName", "first_name",
          "lastName", "last_name",
          "createdTimestamp", "created_at");

  private static final Set<String> OMITTED =
      Set.of(
          "access",
          "attributes",
          "clientConsents",
          "clientRoles",
          "disableableCredentialTypes",
          "emailVerified",
          "federatedIdentities",
          "notBefore",
          "realmRoles",
          "requiredActions",
          "self",
          "totp");

  private final FieldNames names;

  Keycloak(Omissions omissions) {
    this.names = new FieldNames(NAMES, OMITTED, omissions);
  }

  @Override
  public Optional<ObjectNode> map(ObjectNode entry) {
    var account = names.rename(entry);
    var credentials = account.remove("credentials");
    var password = credentials == null ? null : password(credentials);
    if (password != null) {
      account.put("password_hash", hash(password));
    }
    if (account.get("groups") instanceof ArrayNode paths) {
      var groups = JsonNodeFactory.instance.arrayNode();
      paths.forEach(path -> groups.add(path.asText().replaceFirst("^/", "")));
      account.set("groups", groups);
    }
    return Optional.of(account);
  }

  /** The credential that is a password; the others are one-time passwords and keys. */
  private static @Nullable JsonNode password(JsonNode credentials) {
    for (var credential : credentials) {
      if (credential.path("type").asText().equals("password")) {
        return credential;
      }
    }
    return null;
  }

  private static String hash(JsonNode credential) {
    var secret = document(credential, "secretData");
    var data = document(credential, "credentialData");
    var algorithm = data.path("algorithm").asText();
    var value = secret.path("value").asText();
    var salt = secret.path("salt").asText();
    var iterations = data.path("hashIterations").asText();
    return switch (algorithm) {
      case "pbkdf2" -> "$pbkdf2-sha1$i=%s$%s$%s".formatted(iterations, salt, value);
      case "pbkdf2-sha256", "pbkdf2-sha512" ->
          "$%s$i=%s$%s$%s".formatted(algorithm, iterations, salt, value);
      case "argon2" ->
          argon2(data.path("additionalParameters"), iterations) + unpadded(salt) + unpadded(value);
      // an extension that stores the hash in its usual form
      default -> value;
    };
  }

  private static String argon2(JsonNode parameters, String iterations) {
    return "$argon2%s$v=%s$m=%s,t=%s,p=%s"
        .formatted(
            parameters.path("type").path(0).asText(),
            parameters.path("version").path(0).asText().equals("1.0") ? "16" : "19",
            parameters.path("memory").path(0).asText(),
            iterations,
            parameters.path("parallelism").path(0).asText());
  }

  private static String unpadded(String base64) {
    return "$" + base64.replace("=", "");
  }

  /** A document within a text. */
  private static ObjectNode document(JsonNode credential, String field) {
    try {
      return Json.parse(credential.path(field).asText().getBytes(StandardCharsets.UTF_8));
    } catch (RefusedException e) {
      throw FieldNames.invalid("credentials", "contains a password without readable " + field);
    }
  }
}
