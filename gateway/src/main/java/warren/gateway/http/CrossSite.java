package warren.gateway.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Set;

/**
 * Prevents cross-site request forgery: pages of other sites must not use a browser's cookies.
 * Browsers state the origin of each request ({@code Origin}, Fetch Metadata). A request without
 * these headers is not from a browser, so it contains only cookies that its program chose to send.
 */
public final class CrossSite {
  private static final Set<String> ALLOWED_SITES = Set.of("same-origin", "none");

  private final BaseUrl base;
  private final Set<String> allowed;
  private final SameSite sameSite;

  /**
   * Creates the check for all requests.
   *
   * @param allowed other origins whose pages may send cookies
   * @param sameSite whether browsers send the cookies with requests from pages of other sites
   */
  public CrossSite(BaseUrl base, Set<String> allowed, SameSite sameSite) {
    this.base = base;
    this.allowed = allowed;
    this.sameSite = sameSite;
  }

  /** Whether the request comes from a page of an origin that is not allowed. */
  public boolean isForged(Context request) {
    var origin = request.header("Origin");
    if (origin != null) {
      return !origin.equals(base.of(request)) && !allowed.contains(origin);
    }
    var site = request.header("Sec-Fetch-Site");
    return site != null && !ALLOWED_SITES.contains(site);
  }

  /**
   * A cookie that scripts cannot read. It is {@code Secure} if the client uses https, and always if
   * other sites may send it, because browsers reject it otherwise.
   */
  public Cookie cookie(Context request, String name, String value, String path, int seconds) {
    var secure = sameSite == SameSite.NONE || base.isSecure(request);
    return new Cookie(name, value, path, seconds, secure, true, null, sameSite);
  }
}
