package warren.contracts.accounts;

import org.jspecify.annotations.Nullable;
import warren.contracts.RoleReference;
import warren.contracts.json.Example;
import warren.contracts.json.Limit;

/**
 * Asks for accounts, by number: those to which all applies that is given. Refused with {@code
 * unknown_role}, {@code unknown_group}.
 *
 * @param text 1 to 254 code points without regard to case: part of the username, the e-mail address
 *     or the full name; fewer than three are looked for at the beginning of the former two
 * @param enabled whether they may log in
 * @param flagged whether they are flagged
 * @param banned whether they are banned
 * @param role a role that they hold, themselves or through a group
 * @param group the id of a group that they are in
 * @param limit how many at most, 1 to 500; 50 if absent
 * @param after what the page before calls its next; absent for the first
 */
public record AllAccountsRequest(
    @Limit(max = 254) @Example("ada") @Nullable String text,
    @Example("true") @Nullable Boolean enabled,
    @Example("false") @Nullable Boolean flagged,
    @Example("false") @Nullable Boolean banned,
    @Example("user") @Nullable RoleReference role,
    @Nullable Long group,
    @Limit(min = 1, max = 500) @Example("50") @Nullable Long limit,
    @Limit(max = 200) @Nullable String after) {

  /** With what is required alone. */
  public AllAccountsRequest() {
    this(null, null, null, null, null, null, null, null);
  }

  /** The same, and this {@link #text}. */
  public AllAccountsRequest withText(String given) {
    return new AllAccountsRequest(given, enabled, flagged, banned, role, group, limit, after);
  }

  /** The same, and this {@link #enabled}. */
  public AllAccountsRequest withEnabled(Boolean given) {
    return new AllAccountsRequest(text, given, flagged, banned, role, group, limit, after);
  }

  /** The same, and this {@link #flagged}. */
  public AllAccountsRequest withFlagged(Boolean given) {
    return new AllAccountsRequest(text, enabled, given, banned, role, group, limit, after);
  }

  /** The same, and this {@link #banned}. */
  public AllAccountsRequest withBanned(Boolean given) {
    return new AllAccountsRequest(text, enabled, flagged, given, role, group, limit, after);
  }

  /** The same, and this {@link #role}. */
  public AllAccountsRequest withRole(RoleReference given) {
    return new AllAccountsRequest(text, enabled, flagged, banned, given, group, limit, after);
  }

  /** The same, and this {@link #group}. */
  public AllAccountsRequest withGroup(Long given) {
    return new AllAccountsRequest(text, enabled, flagged, banned, role, given, limit, after);
  }

  /** The same, and this {@link #limit}. */
  public AllAccountsRequest withLimit(Long given) {
    return new AllAccountsRequest(text, enabled, flagged, banned, role, group, given, after);
  }

  /** The same, and this {@link #after}. */
  public AllAccountsRequest withAfter(String given) {
    return new AllAccountsRequest(text, enabled, flagged, banned, role, group, limit, given);
  }
}
