package warren.service.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Auth0's export of users, and its export of password hashes, as lines of JSON. */
final class Auth0 implements Mapping {
  private static final Map<String, String> NAMES =
      Map.of(
          "email", "user_email",
          "passwordHash", "password_hash",
          "given_name", "first_name",
          "family_name", "last_name");

  private static final Set<String> OMITTED =
      Set.of(
          "_id",
          "_tmp_is_unique",
          "app_metadata",
          "connection",
          "email_verified",
          "identifiers",
          "identities",
          "last_ip",
          "last_password_reset",
          "logins_count",
          "multifactor",
          "name",
          "nickname",
          "password_set_date",
          "phone_number",
          "phone_verified",
          "picture",
          "tenant",
          "updated_at",
          "user_id",
          "user_metadata",
          "version");

  private final FieldNames names;

  Auth0(Omissions omissions) {
    this.names = new FieldNames(NAMES, OMITTED, omissions);
  }

  @Override
  public Optional<ObjectNode> map(ObjectNode entry) {
    var account = names.rename(entry);
    FieldNames.negate(account, "blocked", "enabled");
    for (var time : List.of("created_at", "last_login")) {
      var date = account.path(time).get("$date");
      if (date != null) {
        account.set(time, date);
      }
    }
    FieldNames.setMissingUsername(account, account.path("user_email").asText(""));
    return Optional.of(account);
  }
}
