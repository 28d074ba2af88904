package warren.contracts.accounts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.Example;
import warren.contracts.fields.PermissionId;
import warren.contracts.fields.RoleId;
import warren.contracts.fields.Timestamp;

/**
 * An account.
 *
 * @param username the user name, as entered
 * @param userEmail the e-mail address, as entered
 * @param role the name of the account's highest role, including the roles of its groups
 * @param lastLogin the time of the last login; null before the first login
 * @param createdAt the time of creation
 * @param updatedAt the time of the last change
 * @param userId the account's id
 * @param number the account's serial number
 * @param firstName the first name
 * @param lastName the last name
 * @param enabled whether the account may log in
 * @param roles all roles of the account, highest first
 * @param groups the groups of the account
 * @param flagged whether the account is flagged
 * @param bannedUntil the end of the active ban, {@code 9999-12-31T23:59:59Z} for a permanent one;
 *     null without an active ban
 */
public record AccountInfo(
    @Example("ada") String username,
    @Example("ada@example.org") @Nullable String userEmail,
    @Example("user") String role,
    @Timestamp @Nullable Instant lastLogin,
    @Timestamp Instant createdAt,
    @Timestamp Instant updatedAt,
    @AccountId UUID userId,
    @Example("7") long number,
    @Example("Ada") @Nullable String firstName,
    @Example("Lovelace") @Nullable String lastName,
    @Example("true") boolean enabled,
    List<Role> roles,
    List<Group> groups,
    @Example("false") boolean flagged,
    @Nullable Instant bannedUntil) {

  /** The {@link #bannedUntil} of a permanent ban. */
  public static final Instant FOR_EVER = Instant.parse("9999-12-31T23:59:59Z");

  /**
   * A role that the account holds.
   *
   * @param id the role's id
   * @param name the role's name
   * @param level the role's level
   * @param description the purpose of the role
   * @param permissions the permissions that the role gives, ordered by name
   */
  public record Role(
      @RoleId UUID id,
      @Example("user") String name,
      @Example("0") int level,
      @Example("Everybody") @Nullable String description,
      List<Permission> permissions) {}

  /**
   * A permission that a role gives.
   *
   * @param id the permission's id
   * @param name the permission's name
   * @param description the purpose of the permission
   */
  public record Permission(
      @PermissionId UUID id,
      @Example("CAN_UPDATE_SELF") String name,
      @Example("Change one's own account") @Nullable String description) {}

  /**
   * A group that the account is in.
   *
   * @param id the group's id
   * @param name the group's name
   */
  public record Group(@Example("1") long id, @Example("Staff") String name) {}
}
