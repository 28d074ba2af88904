package warren.contracts.accounts;

import org.jspecify.annotations.Nullable;
import warren.contracts.RoleReference;
import warren.contracts.fields.Cursor;
import warren.contracts.fields.Example;
import warren.contracts.fields.Limit;
import warren.contracts.fields.PageSize;

/**
 * The request {@code RequestAllAccounts}. Returns the accounts that match all given fields.
 *
 * @param text a part of the user name, the e-mail address or the full name, without regard to case;
 *     a text of fewer than {@value #MIN_PART_LENGTH} code points must be the beginning of the user
 *     name or of the e-mail address
 * @param enabled whether the accounts may log in
 * @param flagged whether the accounts are flagged
 * @param banned whether the accounts are banned
 * @param role a role that the accounts hold, directly or through a group
 * @param group the id of a group that the accounts are in
 * @param limit the maximum number of entries
 * @param after the cursor at the end of the page before; absent for the first page
 */
public record AllAccountsRequest(
    @Limit(max = 254) @Example("ada") @Nullable String text,
    @Example("true") @Nullable Boolean enabled,
    @Example("false") @Nullable Boolean flagged,
    @Example("false") @Nullable Boolean banned,
    @Example("user") @Nullable RoleReference role,
    @Nullable Long group,
    @PageSize @Nullable Long limit,
    @Cursor @Nullable String after) {

  /** The minimum length of a text that may be any part of a name, in code points. */
  public static final int MIN_PART_LENGTH = 3;

  /** A request with the required fields only. */
  public AllAccountsRequest() {
    this(null, null, null, null, null, null, null, null);
  }

  /** The same request with this {@link #text}. */
  public AllAccountsRequest withText(String given) {
    return new AllAccountsRequest(given, enabled, flagged, banned, role, group, limit, after);
  }

  /** The same request with this {@link #enabled}. */
  public AllAccountsRequest withEnabled(Boolean given) {
    return new AllAccountsRequest(text, given, flagged, banned, role, group, limit, after);
  }

  /** The same request with this {@link #flagged}. */
  public AllAccountsRequest withFlagged(Boolean given) {
    return new AllAccountsRequest(text, enabled, given, banned, role, group, limit, after);
  }

  /** The same request with this {@link #banned}. */
  public AllAccountsRequest withBanned(Boolean given) {
    return new AllAccountsRequest(text, enabled, flagged, given, role, group, limit, after);
  }

  /** The same request with this {@link #role}. */
  public AllAccountsRequest withRole(RoleReference given) {
    return new AllAccountsRequest(text, enabled, flagged, banned, given, group, limit, after);
  }

  /** The same request with this {@link #group}. */
  public AllAccountsRequest withGroup(Long given) {
    return new AllAccountsRequest(text, enabled, flagged, banned, role, given, limit, after);
  }

  /** The same request with this {@link #limit}. */
  public AllAccountsRequest withLimit(Long given) {
    return new AllAccountsRequest(text, enabled, flagged, banned, role, group, given, after);
  }

  /** The same request with this {@link #after}. */
  public AllAccountsRequest withAfter(String given) {
    return new AllAccountsRequest(text, enabled, flagged, banned, role, group, limit, given);
  }
}
