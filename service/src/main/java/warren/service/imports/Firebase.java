package warren.service.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The users of Firebase's {@code auth:export} as JSON. */
final class Firebase implements Mapping {
  private static final Map<String, String> NAMES =
      Map.of(
          "email", "user_email",
          "displayName", "first_name",
          "createdAt", "created_at",
          "lastSignedInAt", "last_login");

  private static final Set<String> OMITTED =
      Set.of(
          "customAttributes",
          "emailVerified",
          "lastRefreshAt",
          "mfaInfo",
          "passwordUpdatedAt",
          "photoUrl",
          "providerUserInfo",
          "screenName",
          "tenantId",
          "validSince",
          "version");

  private final FieldNames names;
  private final FirebaseParameters parameters;

  Firebase(FirebaseParameters parameters, Omissions omissions) {
    this.names = new FieldNames(NAMES, OMITTED, omissions);
    this.parameters = parameters;
  }

  @Override
  public Optional<ObjectNode> map(ObjectNode entry) {
    var account = names.rename(entry);
    FieldNames.negate(account, "disabled", "enabled");
    FieldNames.setMissingUsername(
        account,
        account.path("user_email").asText(""),
        FieldNames.removeText(account, "phoneNumber"),
        FieldNames.removeText(account, "localId"));
    var hash = FieldNames.removeText(account, "passwordHash");
    var salt = FieldNames.removeText(account, "salt");
    if (!hash.isEmpty()) {
      account.put("password_hash", parameters.hash(salt, hash));
    }
    return Optional.of(account);
  }
}
