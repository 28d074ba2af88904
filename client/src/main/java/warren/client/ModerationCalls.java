package warren.client;

import java.util.concurrent.CompletableFuture;
import warren.contracts.catalogue.ModerationCatalogue;
import warren.contracts.moderation.AllFlagged;
import warren.contracts.moderation.AllFlaggedRequest;
import warren.contracts.moderation.BanHistory;
import warren.contracts.moderation.BanHistoryRequest;
import warren.contracts.moderation.BanUserRequest;
import warren.contracts.moderation.FlagUserRequest;
import warren.contracts.moderation.UnbanUserRequest;
import warren.contracts.moderation.UnflagUserRequest;

/** Bans and flags. {@link Caller} describes the exceptions. Immutable. */
public final class ModerationCalls {
  private final Caller caller;

  ModerationCalls(Caller caller) {
    this.caller = caller;
  }

  /** Bans an account and ends its sessions: {@code RequestBanUser}. */
  public void ban(BanUserRequest request) {
    caller.call(ModerationCatalogue.BAN_USER, request);
  }

  /** The same as {@link #ban}, without waiting. */
  public CompletableFuture<Void> banAsync(BanUserRequest request) {
    return caller.callAsync(ModerationCatalogue.BAN_USER, request);
  }

  /** Lifts the ban of an account: {@code RequestUnbanUser}. */
  public void unban(UnbanUserRequest request) {
    caller.call(ModerationCatalogue.UNBAN_USER, request);
  }

  /** The same as {@link #unban}, without waiting. */
  public CompletableFuture<Void> unbanAsync(UnbanUserRequest request) {
    return caller.callAsync(ModerationCatalogue.UNBAN_USER, request);
  }

  /** Returns all bans of an account, newest first: {@code RequestBanHistory}. */
  public BanHistory banHistory(BanHistoryRequest request) {
    return caller.call(ModerationCatalogue.BAN_HISTORY, request);
  }

  /** The same as {@link #banHistory}, without waiting. */
  public CompletableFuture<BanHistory> banHistoryAsync(BanHistoryRequest request) {
    return caller.callAsync(ModerationCatalogue.BAN_HISTORY, request);
  }

  /** Flags an account for review by moderators: {@code RequestFlagUser}. */
  public void flag(FlagUserRequest request) {
    caller.call(ModerationCatalogue.FLAG_USER, request);
  }

  /** The same as {@link #flag}, without waiting. */
  public CompletableFuture<Void> flagAsync(FlagUserRequest request) {
    return caller.callAsync(ModerationCatalogue.FLAG_USER, request);
  }

  /** Removes the flag of an account: {@code RequestUnflagUser}. */
  public void unflag(UnflagUserRequest request) {
    caller.call(ModerationCatalogue.UNFLAG_USER, request);
  }

  /** The same as {@link #unflag}, without waiting. */
  public CompletableFuture<Void> unflagAsync(UnflagUserRequest request) {
    return caller.callAsync(ModerationCatalogue.UNFLAG_USER, request);
  }

  /** Returns the flagged accounts, newest flag first: {@code RequestAllFlagged}. */
  public AllFlagged allFlagged(AllFlaggedRequest request) {
    return caller.call(ModerationCatalogue.ALL_FLAGGED, request);
  }

  /** The same as {@link #allFlagged}, without waiting. */
  public CompletableFuture<AllFlagged> allFlaggedAsync(AllFlaggedRequest request) {
    return caller.callAsync(ModerationCatalogue.ALL_FLAGGED, request);
  }
}
