package warren.gateway.dialects.django;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import warren.client.Caller;
import warren.contracts.Secret;
import warren.contracts.tokens.Session;
import warren.contracts.tokens.TokenStatusRequest;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.CrossSite;

/** The cookies that contain a session's tokens. */
final class Cookies {
  private static final String ACCESS = "access_token";
  private static final String REFRESH = "refresh_token";

  private final CallerFactory callers;
  private final CrossSite crossSite;
  private final String accessPath;
  private final String refreshPath;

  Cookies(CallerFactory callers, CrossSite crossSite, String prefix) {
    this.callers = callers;
    this.crossSite = crossSite;
    this.accessPath = prefix + "/";
    this.refreshPath = prefix + Django.API + "/";
  }

  /** A caller with the token of the {@code Authorization} header, otherwise with the cookie's. */
  Caller caller(Context context) {
    var cookie = context.cookie(ACCESS);
    return context.header("Authorization") != null || cookie == null
        ? callers.of(context)
        : callers.anonymous(context).as(Secret.of(cookie));
  }

  /**
   * The same caller, but without the cookie's token if it is not active: an ended session must not
   * prevent a registration.
   */
  Caller registrant(Context context) {
    var caller = caller(context);
    return context.cookie(ACCESS) == null || isActive(caller) ? caller : callers.of(context);
  }

  static boolean isActive(Caller caller) {
    return caller.tokens().status(new TokenStatusRequest()).active();
  }

  @Nullable Secret refreshToken(Context context) {
    var cookie = context.cookie(REFRESH);
    return cookie == null ? null : Secret.of(cookie);
  }

  /** Sets both cookies, which expire together with their tokens. */
  void set(Context context, Session session) {
    var access = session.accessToken().reveal();
    context.cookie(
        crossSite.cookie(context, ACCESS, access, accessPath, secondsUntil(session.expiresAt())));
    var refresh = session.refreshToken().reveal();
    context.cookie(
        crossSite.cookie(
            context, REFRESH, refresh, refreshPath, secondsUntil(session.refreshExpiresAt())));
  }

  /** Deletes both cookies. */
  void clear(Context context) {
    context.cookie(crossSite.cookie(context, ACCESS, "", accessPath, 0));
    context.cookie(crossSite.cookie(context, REFRESH, "", refreshPath, 0));
  }

  private static int secondsUntil(Instant end) {
    return Math.toIntExact(Math.max(0, Duration.between(Instant.now(), end).toSeconds()));
  }
}
