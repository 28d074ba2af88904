package warren.service.moderation;

import warren.contracts.catalogue.ModerationCatalogue;
import warren.service.access.Bounds;
import warren.service.access.Roles;
import warren.service.passwords.Throttle;
import warren.service.rpc.Handlers;
import warren.service.sessions.Sessions;
import warren.service.store.Store;

/** Registers the operations on bans and flags. */
public final class ModerationOperations {
  private ModerationOperations() {}

  /** Adds the handlers of these operations. */
  public static void addTo(
      Handlers handlers, Store store, Throttle throttle, Sessions sessions, Roles roles) {
    var bounds = new Bounds(roles);
    handlers
        .add(ModerationCatalogue.BAN_USER, new BanUser(store, bounds, roles, sessions))
        .add(ModerationCatalogue.UNBAN_USER, new UnbanUser(store, bounds, throttle))
        .add(ModerationCatalogue.BAN_HISTORY, new BanHistoryQuery())
        .add(ModerationCatalogue.FLAG_USER, new FlagUser(store, bounds))
        .add(ModerationCatalogue.UNFLAG_USER, new UnflagUser(store, bounds))
        .add(ModerationCatalogue.ALL_FLAGGED, new AllFlaggedQuery());
  }
}
