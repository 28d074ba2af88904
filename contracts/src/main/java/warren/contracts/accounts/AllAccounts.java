package warren.contracts.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of accounts.
 *
 * @param accounts the accounts, ordered by number
 * @param next the value of {@code after} for the next page; null on the last page
 */
public record AllAccounts(List<AccountInfo> accounts, @Nullable String next) {}
