package warren.contracts.catalogue;

import static warren.contracts.ErrorCode.LAST_ADMINISTRATOR;
import static warren.contracts.ErrorCode.UNKNOWN_ACCOUNT;
import static warren.contracts.Permission.CAN_BAN_USERS;
import static warren.contracts.Permission.CAN_FLAG_USERS;
import static warren.contracts.catalogue.Feature.MODERATION;
import static warren.contracts.events.EventType.ACCOUNT_BANNED;
import static warren.contracts.events.EventType.ACCOUNT_FLAGGED;
import static warren.contracts.events.EventType.ACCOUNT_UNBANNED;
import static warren.contracts.events.EventType.ACCOUNT_UNFLAGGED;

import java.util.List;
import warren.contracts.catalogue.Access.Holding;
import warren.contracts.moderation.AllFlagged;
import warren.contracts.moderation.AllFlaggedRequest;
import warren.contracts.moderation.BanHistory;
import warren.contracts.moderation.BanHistoryRequest;
import warren.contracts.moderation.BanUserRequest;
import warren.contracts.moderation.FlagUserRequest;
import warren.contracts.moderation.UnbanUserRequest;
import warren.contracts.moderation.UnflagUserRequest;

/** The operations on bans and flags. */
public final class ModerationCatalogue {
  public static final Operation<BanUserRequest, Void> BAN_USER =
      MODERATION
          .request("RequestBanUser", BanUserRequest.class)
          .reply("ConfirmBanUser", Void.class)
          .summary("Bans an account and ends its sessions.")
          .access(new Holding(CAN_BAN_USERS))
          .refusals(UNKNOWN_ACCOUNT, LAST_ADMINISTRATOR)
          .idempotent(ACCOUNT_BANNED);

  public static final Operation<UnbanUserRequest, Void> UNBAN_USER =
      MODERATION
          .request("RequestUnbanUser", UnbanUserRequest.class)
          .reply("ConfirmUnbanUser", Void.class)
          .summary("Lifts the ban of an account.")
          .access(new Holding(CAN_BAN_USERS))
          .refusals(UNKNOWN_ACCOUNT)
          .idempotent(ACCOUNT_UNBANNED);

  public static final Operation<BanHistoryRequest, BanHistory> BAN_HISTORY =
      MODERATION
          .request("RequestBanHistory", BanHistoryRequest.class)
          .reply("ReturnBanHistory", BanHistory.class)
          .summary("Returns all bans of an account, newest first.")
          .access(new Holding(CAN_BAN_USERS))
          .refusals(UNKNOWN_ACCOUNT)
          .read();

  public static final Operation<FlagUserRequest, Void> FLAG_USER =
      MODERATION
          .request("RequestFlagUser", FlagUserRequest.class)
          .reply("ConfirmFlagUser", Void.class)
          .summary("Flags an account for review by moderators.")
          .access(new Holding(CAN_FLAG_USERS))
          .refusals(UNKNOWN_ACCOUNT)
          .idempotent(ACCOUNT_FLAGGED);

  public static final Operation<UnflagUserRequest, Void> UNFLAG_USER =
      MODERATION
          .request("RequestUnflagUser", UnflagUserRequest.class)
          .reply("ConfirmUnflagUser", Void.class)
          .summary("Removes the flag of an account.")
          .access(new Holding(CAN_FLAG_USERS))
          .refusals(UNKNOWN_ACCOUNT)
          .idempotent(ACCOUNT_UNFLAGGED);

  public static final Operation<AllFlaggedRequest, AllFlagged> ALL_FLAGGED =
      MODERATION
          .request("RequestAllFlagged", AllFlaggedRequest.class)
          .reply("ReturnAllFlagged", AllFlagged.class)
          .summary("Returns the flagged accounts, newest flag first.")
          .access(new Holding(CAN_FLAG_USERS))
          .read();

  static final List<Operation<?, ?>> OPERATIONS =
      List.of(BAN_USER, UNBAN_USER, BAN_HISTORY, FLAG_USER, UNFLAG_USER, ALL_FLAGGED);

  private ModerationCatalogue() {}
}
