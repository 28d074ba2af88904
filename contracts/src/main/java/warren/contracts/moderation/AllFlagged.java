package warren.contracts.moderation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.fields.AccountId;
import warren.contracts.fields.ActorId;
import warren.contracts.fields.Example;
import warren.contracts.fields.Timestamp;

/**
 * A page of flagged accounts.
 *
 * @param users the accounts, newest flag first
 * @param next the value of {@code after} for the next page; null on the last page
 */
public record AllFlagged(List<Flagged> users, @Nullable String next) {

  /**
   * A flagged account.
   *
   * @param userId the account's id
   * @param username the account's user name
   * @param reason the reason for the flag
   * @param flaggedBy the id of the account that flagged it
   * @param flaggedAt the time of the flag
   */
  public record Flagged(
      @AccountId UUID userId,
      @Example("ada") String username,
      @Example("Posts links only") @Nullable String reason,
      @ActorId UUID flaggedBy,
      @Timestamp Instant flaggedAt) {}
}
