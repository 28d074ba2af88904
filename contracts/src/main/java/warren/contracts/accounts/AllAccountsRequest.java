package warren.contracts.accounts;

import org.jspecify.annotations.Nullable;
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
    @Limit(max = 200) @Nullable String after) {}
