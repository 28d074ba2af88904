package warren.gateway.dialects.authorization;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import java.util.List;
import warren.gateway.dialects.Dialect;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.FailedRequest;
import warren.gateway.http.Problem;
import warren.gateway.http.RenderedError;

/** The Authorization API: users, roles and permissions as resources, with a bearer token. */
public final class Authorization implements Dialect {
  private static final String AUTHENTICATION = "/authentication";
  private static final String USERS = "/users";
  private static final String ROLES = "/roles";
  private static final String PERMISSIONS = "/permissions";
  private static final String HEALTH = "/health";

  private static final List<String> ROOTS = List.of(AUTHENTICATION, USERS, ROLES, PERMISSIONS);
  private static final List<String> ROOTS_UNDER_A_PREFIX =
      List.of(AUTHENTICATION, USERS, ROLES, PERMISSIONS, HEALTH);

  private final CallerFactory callers;
  private final String prefix;

  public Authorization(CallerFactory callers, String prefix) {
    this.callers = callers;
    this.prefix = prefix;
  }

  /** The first segments of its paths, after the prefix. At the root, the gateway reports health. */
  public static List<String> roots(String prefix) {
    return prefix.isEmpty() ? ROOTS : ROOTS_UNDER_A_PREFIX;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    new Authentication(callers).addTo(routes, prefix + AUTHENTICATION);
    new Users(callers).addTo(routes, prefix + USERS);
    new OwnUser(callers).addTo(routes, prefix + USERS);
    new Roles(callers).addTo(routes, prefix + ROLES);
    new Permissions(callers).addTo(routes, prefix + PERMISSIONS);
    if (roots(prefix).contains(HEALTH)) {
      new Health(callers).addTo(routes, prefix + HEALTH);
    }
  }

  @Override
  public RenderedError error(FailedRequest request, Problem problem) {
    var body = JsonNodeFactory.instance.objectNode().put("message", problem.text());
    return new RenderedError(problem.status(), body);
  }
}
