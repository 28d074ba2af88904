package warren.contracts.tokens;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.Example;

/**
 * The state of a token (RFC 7662, 2.2). For an inactive token, all fields but {@code active} are
 * absent.
 *
 * @param active whether the token is active now
 * @param userId the id of the token's account
 * @param username the user name of the account
 * @param role the name of the account's highest role
 * @param accessLevel the level of that role
 * @param permissions the names of the account's permissions
 * @param expiresAt the end of the token
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenStatus(
    @Example("true") boolean active,
    @AccountId @Nullable UUID userId,
    @Example("ada") @Nullable String username,
    @Example("user") @Nullable String role,
    @Example("0") @Nullable Integer accessLevel,
    @Example("CAN_UPDATE_SELF") @Nullable List<String> permissions,
    @Example("2026-01-31T12:15:00.123456Z") @Nullable Instant expiresAt) {

  /** The state of an inactive token. */
  public static final TokenStatus INACTIVE =
      new TokenStatus(false, null, null, null, null, null, null);
}
