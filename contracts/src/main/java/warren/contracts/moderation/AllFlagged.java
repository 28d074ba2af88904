package warren.contracts.moderation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.json.Example;

/**
 * A page of flagged accounts.
 *
 * @param users the accounts, the newest flag first
 * @param next what to ask for as {@code after} to get the next page; null at the end
 */
public record AllFlagged(List<Flagged> users, @Nullable String next) {

  /**
   * A flagged account.
   *
   * @param userId its id
   * @param username its name
   * @param reason why it was flagged
   * @param flaggedBy the id of the account that did
   * @param flaggedAt when
   */
  public record Flagged(
      @Example("019449c5-6f00-7000-8000-000000000002") UUID userId,
      @Example("ada") String username,
      @Example("Posts links only") @Nullable String reason,
      @Example("019449c5-6f00-7000-8000-000000000005") UUID flaggedBy,
      @Example("2026-01-31T12:00:00.123456Z") Instant flaggedAt) {}
}
