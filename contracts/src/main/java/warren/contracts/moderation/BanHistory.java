package warren.contracts.moderation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.json.Example;

/**
 * A page of an account's bans.
 *
 * @param bans the bans, the newest first
 * @param next what to ask for as {@code after} to get the next page; null at the end
 */
public record BanHistory(List<Ban> bans, @Nullable String next) {

  /**
   * A ban, which may stand or be over.
   *
   * @param id its id
   * @param reason why the account was banned
   * @param actor the id of the account that banned it
   * @param start when it began
   * @param end when it ends or has ended by itself; null if never
   * @param lifted when it was lifted before its end, or replaced by another; null if it wasn't
   * @param liftedBy the id of the account that did
   * @param liftReason why
   */
  public record Ban(
      @Example("019449c5-6f00-7000-8000-000000000006") UUID id,
      @Example("Spam") @Nullable String reason,
      @Example("019449c5-6f00-7000-8000-000000000005") UUID actor,
      @Example("2026-01-31T12:00:00.123456Z") Instant start,
      @Example("2026-02-02T12:00:00.123456Z") @Nullable Instant end,
      @Example("2026-02-01T12:00:00.123456Z") @Nullable Instant lifted,
      @Example("019449c5-6f00-7000-8000-000000000005") @Nullable UUID liftedBy,
      @Example("Has apologised") @Nullable String liftReason) {}
}
