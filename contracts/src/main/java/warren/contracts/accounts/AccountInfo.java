package warren.contracts.accounts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.json.Example;

/**
 * An account.
 *
 * @param username as it was entered
 * @param userEmail as it was entered
 * @param role the name of the highest of its roles, groups' roles included
 * @param lastLogin when it last logged in; null if never
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 * @param userId its id
 * @param number its serial number
 * @param firstName first name
 * @param lastName last name
 * @param enabled whether it may log in
 * @param roles all roles that it holds, the highest first
 * @param groups the groups that it is in
 * @param flagged whether a moderator has flagged it
 * @param bannedUntil the end of a standing ban, {@code 9999-12-31T23:59:59Z} for one without end;
 *     null if it isn't banned
 */
public record AccountInfo(
    @Example("ada") String username,
    @Example("ada@example.org") @Nullable String userEmail,
    @Example("user") String role,
    @Example("2026-01-31T12:00:00.123456Z") @Nullable Instant lastLogin,
    @Example("2026-01-31T12:00:00.123456Z") Instant createdAt,
    @Example("2026-01-31T12:00:00.123456Z") Instant updatedAt,
    @Example("019449c5-6f00-7000-8000-000000000002") UUID userId,
    @Example("7") long number,
    @Example("Ada") @Nullable String firstName,
    @Example("Lovelace") @Nullable String lastName,
    @Example("true") boolean enabled,
    List<Role> roles,
    List<Group> groups,
    @Example("false") boolean flagged,
    @Nullable Instant bannedUntil) {

  /** The {@link #bannedUntil} of a ban without end. */
  public static final Instant FOR_EVER = Instant.parse("9999-12-31T23:59:59Z");

  /**
   * A role that the account holds.
   *
   * @param id its id
   * @param name its name
   * @param level 0 to 20
   * @param description what it is for
   * @param permissions what its holders may do, by name
   */
  public record Role(
      @Example("019449c5-6f00-7000-8000-000000000003") UUID id,
      @Example("user") String name,
      @Example("0") int level,
      @Example("Everybody") @Nullable String description,
      List<Permission> permissions) {}

  /**
   * A permission that a role gives.
   *
   * @param id its id
   * @param name its name
   * @param description what a holder may do
   */
  public record Permission(
      @Example("019449c5-6f00-7000-8000-000000000004") UUID id,
      @Example("CAN_UPDATE_SELF") String name,
      @Example("Change one's own account") @Nullable String description) {}

  /**
   * A group that the account is in.
   *
   * @param id its id
   * @param name its name
   */
  public record Group(@Example("1") long id, @Example("Staff") String name) {}
}
