package warren.gateway.http;

import io.javalin.http.Context;
import java.util.Set;

/**
 * Keeps pages of other sites from using a browser's cookies. Browsers say of each request where it
 * comes from (Fetch Metadata, Origin); what says nothing is no browser, and sends no cookie that it
 * wasn't told to.
 */
public final class CrossSite {
  private static final Set<String> OF_OURS = Set.of("same-origin", "none");

  private final BaseUrl base;
  private final Set<String> allowed;

  /**
   * Made for all requests.
   *
   * @param allowed origins whose pages may call
   */
  public CrossSite(BaseUrl base, Set<String> allowed) {
    this.base = base;
    this.allowed = allowed;
  }

  /** Whether the request comes from a page that may not make it. */
  public boolean isForged(Context request) {
    var origin = request.header("Origin");
    if (origin != null) {
      return !origin.equals(base.of(request)) && !allowed.contains(origin);
    }
    var site = request.header("Sec-Fetch-Site");
    return site != null && !OF_OURS.contains(site);
  }
}
