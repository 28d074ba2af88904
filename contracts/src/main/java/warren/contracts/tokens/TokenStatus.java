package warren.contracts.tokens;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.json.Example;

/**
 * What a token is worth (RFC 7662, 2.2). Of one that doesn't count nothing but that is said: the
 * other fields are absent.
 *
 * @param active whether it counts, now
 * @param userId whose it is
 * @param username the account's name
 * @param role the name of the account's highest role
 * @param accessLevel that role's level, 0 to 20
 * @param permissions what the account may do, by name
 * @param expiresAt when the token ends
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenStatus(
    @Example("true") boolean active,
    @Example("019449c5-6f00-7000-8000-000000000002") @Nullable UUID userId,
    @Example("ada") @Nullable String username,
    @Example("user") @Nullable String role,
    @Example("0") @Nullable Integer accessLevel,
    @Example("CAN_UPDATE_SELF") @Nullable List<String> permissions,
    @Example("2026-01-31T12:15:00.123456Z") @Nullable Instant expiresAt) {

  /** Of a token that doesn't count. */
  public static final TokenStatus INACTIVE =
      new TokenStatus(false, null, null, null, null, null, null);
}
