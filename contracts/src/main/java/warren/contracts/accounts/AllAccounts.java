package warren.contracts.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of accounts.
 *
 * @param accounts the accounts, by number
 * @param next what to ask for as {@code after} to get the next page; null at the end
 */
public record AllAccounts(List<AccountInfo> accounts, @Nullable String next) {}
