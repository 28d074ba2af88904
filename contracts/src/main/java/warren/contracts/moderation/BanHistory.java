package warren.contracts.moderation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.fields.ActorId;
import warren.contracts.fields.Example;
import warren.contracts.fields.Timestamp;

/**
 * A page of the bans of an account.
 *
 * @param bans the bans, newest first
 * @param next the value of {@code after} for the next page; null on the last page
 */
public record BanHistory(List<Ban> bans, @Nullable String next) {

  /**
   * A ban, active or ended.
   *
   * @param id the ban's id
   * @param reason the reason for the ban
   * @param actor the id of the account that banned the account
   * @param start the start of the ban
   * @param end the planned end of the ban; null for a permanent one
   * @param lifted the time at which the ban was lifted or replaced by another ban; null otherwise
   * @param liftedBy the id of the account that lifted or replaced the ban
   * @param liftReason the reason for lifting the ban
   */
  public record Ban(
      @Example("019449c5-6f00-7000-8000-000000000006") UUID id,
      @Example("Spam") @Nullable String reason,
      @ActorId UUID actor,
      @Timestamp Instant start,
      @Example("2026-02-02T12:00:00.123456Z") @Nullable Instant end,
      @Example("2026-02-01T12:00:00.123456Z") @Nullable Instant lifted,
      @ActorId @Nullable UUID liftedBy,
      @Example("Has apologised") @Nullable String liftReason) {}
}
