package warren.gateway.dialects.django;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;
import warren.gateway.dialects.Dialect;
import warren.gateway.dialects.FailureStatus;
import warren.gateway.http.BaseUrl;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.CrossSite;
import warren.gateway.http.FailedRequest;
import warren.gateway.http.Problem;
import warren.gateway.http.ProblemException;
import warren.gateway.http.RenderedError;

/** The API of a Django backend: integer ids, errors by field, and tokens in cookies. */
public final class Django implements Dialect {
  static final String API = "/api";
  static final String USERS = "/users";
  static final String GROUPS = "/groups";

  /** The first segments of its paths, after the prefix. */
  public static final List<String> ROOTS = List.of(API, USERS, GROUPS);

  static final Problem FORGED =
      new Problem(403, "forged", "CSRF Failed: the origin of this request is not allowed.");
  private static final Set<HandlerType> SAFE_METHODS =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

  private final CrossSite crossSite;
  private final String prefix;
  private final Authentication authentication;
  private final Registration registration;
  private final Users users;
  private final Groups groups;
  private final Errors errors;

  /**
   * Creates the API at a prefix, which its URLs and cookie paths contain.
   *
   * @param prefix the path before all its paths, without a slash at the end
   */
  public Django(
      CallerFactory callers,
      BaseUrl base,
      CrossSite crossSite,
      String prefix,
      FailureStatus failureStatus) {
    this.crossSite = crossSite;
    this.prefix = prefix;
    this.errors = new Errors(prefix + API, failureStatus);
    var cookies = new Cookies(callers, crossSite, prefix);
    this.authentication = new Authentication(callers, cookies);
    this.registration = new Registration(callers, cookies, failureStatus);
    var links = new Links(base, prefix);
    this.users = new Users(cookies, links);
    this.groups = new Groups(cookies, links);
  }

  @Override
  public void addTo(RoutesConfig routes) {
    for (var root : ROOTS) {
      routes.before(prefix + root + "/*", this::refuseForged);
    }
    authentication.addTo(routes, prefix + API);
    registration.addTo(routes, prefix + API);
    users.addTo(routes, prefix + USERS);
    groups.addTo(routes, prefix + GROUPS);
  }

  @Override
  public RenderedError error(FailedRequest request, Problem problem) {
    return errors.render(request, problem);
  }

  /** A cookie alone does not prove that the user intended the change. */
  private void refuseForged(Context context) {
    if (!SAFE_METHODS.contains(context.method())
        && context.header("Authorization") == null
        && crossSite.isForged(context)) {
      throw new ProblemException(FORGED);
    }
  }
}
