package warren.gateway.dialects.django;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import warren.client.Caller;
import warren.contracts.Secret;
import warren.contracts.tokens.Session;
import warren.gateway.http.BaseUrl;
import warren.gateway.http.Callers;

/** The cookies that hold a session's tokens, and whose they are. */
final class Cookies {
  private static final String ACCESS = "access_token";
  private static final String REFRESH = "refresh_token";

  private final Callers callers;
  private final BaseUrl base;
  private final String everywhere;
  private final String refreshing;

  Cookies(Callers callers, BaseUrl base, String prefix) {
    this.callers = callers;
    this.base = base;
    this.everywhere = prefix + "/";
    this.refreshing = prefix + "/api/";
  }

  /** For whom the header's token was issued to or, as browsers have it, the cookie's. */
  Caller caller(Context context) {
    var cookie = context.cookie(ACCESS);
    return context.header("Authorization") != null || cookie == null
        ? callers.of(context)
        : callers.anonymous(context).as(Secret.of(cookie));
  }

  @Nullable Secret refreshToken(Context context) {
    var cookie = context.cookie(REFRESH);
    return cookie == null ? null : Secret.of(cookie);
  }

  /** They live as long as the tokens. */
  void set(Context context, Session session) {
    var access = session.accessToken().reveal();
    context.cookie(cookie(context, ACCESS, access, everywhere, until(session.expiresAt())));
    var refresh = session.refreshToken().reveal();
    context.cookie(
        cookie(context, REFRESH, refresh, refreshing, until(session.refreshExpiresAt())));
  }

  void take(Context context) {
    context.cookie(cookie(context, ACCESS, "", everywhere, 0));
    context.cookie(cookie(context, REFRESH, "", refreshing, 0));
  }

  private static int until(Instant end) {
    return Math.toIntExact(Math.max(0, Duration.between(Instant.now(), end).toSeconds()));
  }

  private Cookie cookie(Context context, String name, String value, String path, int seconds) {
    return new Cookie(name, value, path, seconds, base.isSecure(context), true, null, SameSite.LAX);
  }
}
