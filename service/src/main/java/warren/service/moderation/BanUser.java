package warren.service.moderation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.contracts.moderation.BanUserRequest;
import warren.service.access.Bounds;
import warren.service.access.Roles;
import warren.service.rpc.Call;
import warren.service.rpc.Handler;
import warren.service.sessions.Sessions;
import warren.service.store.Store;

/** Handles RequestBanUser. */
final class BanUser implements Handler.Command<BanUserRequest, Void> {
  private static final Duration DEFAULT_DURATION = Duration.ofHours(BanUserRequest.DEFAULT_HOURS);

  private final Store store;
  private final Bounds bounds;
  private final Roles roles;
  private final Sessions sessions;
  private final BanDao dao = new BanDao();

  BanUser(Store store, Bounds bounds, Roles roles, Sessions sessions) {
    this.store = store;
    this.bounds = bounds;
    this.roles = roles;
    this.sessions = sessions;
  }

  @Override
  public Handler.Write<Void> prepare(Call<BanUserRequest> call) {
    check(call.request(), store.now());
    return transaction -> ban(transaction, call);
  }

  private static void check(BanUserRequest request, Instant now) {
    Map<String, List<String>> problems = new LinkedHashMap<>();
    var until = request.until();
    if (until != null && request.permanent()) {
      problems.put("until", List.of("cannot be combined with permanent"));
    } else if (until != null && !until.isAfter(now)) {
      problems.put("until", List.of("must be in the future"));
    }
    if (request.durationMs() != null && request.permanent()) {
      problems.put("duration_ms", List.of("cannot be combined with permanent"));
    } else if (request.durationMs() != null && until != null) {
      problems.put("duration_ms", List.of("cannot be combined with until"));
    }
    if (!problems.isEmpty()) {
      throw new RefusedException(Refusal.ofFields(ErrorCode.INVALID_FIELDS, problems));
    }
  }

  private Handler.WriteResult<Void> ban(Handle transaction, Call<BanUserRequest> call) {
    var request = call.request();
    var account = request.userId();
    var actor = call.principal().accountId();
    bounds.lock(transaction, call.principal(), account);
    // after the lock, so that this ban does not begin before the one that it replaces
    var now = store.now();
    var end = end(request, now);
    roles.requireRemainingAdministrator(
        transaction,
        account,
        now,
        () -> {
          dao.lift(transaction, account, actor, null, now);
          dao.insert(transaction, account, request.reason(), actor, now, end);
        });
    sessions.endAll(transaction, account);
    return Handler.WriteResult.ofAccount(account);
  }

  /** The end of the requested ban; null for a permanent one. */
  private static @Nullable Instant end(BanUserRequest request, Instant now) {
    if (request.permanent()) {
      return null;
    }
    var until = request.until();
    if (until != null) {
      return until.truncatedTo(ChronoUnit.MICROS);
    }
    var duration = request.durationMs();
    return now.plus(duration == null ? DEFAULT_DURATION : Duration.ofMillis(duration));
  }
}
