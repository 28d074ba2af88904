package warren.service.moderation;

import warren.contracts.Catalogue;
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
        .add(Catalogue.BAN_USER, new BanUser(store, bounds, roles, sessions))
        .add(Catalogue.UNBAN_USER, new UnbanUser(store, bounds, throttle))
        .add(Catalogue.BAN_HISTORY, new BanHistoryQuery())
        .add(Catalogue.FLAG_USER, new FlagUser(store, bounds))
        .add(Catalogue.UNFLAG_USER, new UnflagUser(store, bounds))
        .add(Catalogue.ALL_FLAGGED, new AllFlaggedQuery());
  }
}
