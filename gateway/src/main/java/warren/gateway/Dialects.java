package warren.gateway;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import warren.gateway.dialects.Dialect;
import warren.gateway.dialects.authorization.Authorization;
import warren.gateway.dialects.django.Django;
import warren.gateway.dialects.havoc.Havoc;
import warren.gateway.dialects.vestec.Vestec;
import warren.gateway.http.BaseUrl;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.CrossSite;
import warren.settings.Values;

/** The dialects that there are, and which of them are mounted where. */
public enum Dialects {
  AUTHORIZATION,
  DJANGO,
  HAVOC,
  VESTEC;

  /** What stands before the paths of a dialect: nothing, or segments of which none is empty. */
  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._-]+)*");

  /** Those that the setting names, with their prefixes. */
  static Map<Dialects, String> of(Values values) {
    var mounted = new EnumMap<Dialects, String>(Dialects.class);
    for (var entry : values.list(HttpKey.HTTP_DIALECTS)) {
      var parts = List.of(entry.split("=", 2));
      var dialect = named(parts.get(0));
      var prefix = parts.size() == 1 ? "/" + parts.get(0) : parts.get(1).replaceFirst("/$", "");
      if (dialect.isEmpty() || !PREFIX.matcher(prefix).matches()) {
        values.problem(
            HttpKey.HTTP_DIALECTS, "must be names such as vestec, or vestec=/path, of " + names());
        return mounted;
      }
      mounted.put(dialect.get(), prefix);
    }
    var authorization = mounted.get(AUTHORIZATION);
    if (authorization != null && authorization.equals(mounted.get(DJANGO))) {
      values.problem(
          HttpKey.HTTP_DIALECTS, "must have authorization and django apart: both have /users");
    }
    return mounted;
  }

  private static Optional<Dialects> named(String name) {
    return Arrays.stream(values()).filter(dialect -> dialect.text().equals(name)).findFirst();
  }

  private static List<String> names() {
    return Arrays.stream(values()).map(Dialects::text).toList();
  }

  private String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * One of them.
   *
   * @param prefix what stands before its paths, without a slash at its end
   */
  Dialect make(CallerFactory callers, BaseUrl base, CrossSite crossSite, String prefix) {
    return switch (this) {
      case AUTHORIZATION -> new Authorization(callers, prefix);
      case DJANGO -> new Django(callers, base, crossSite, prefix);
      case HAVOC -> new Havoc(callers, prefix);
      case VESTEC -> new Vestec(callers, prefix);
    };
  }
}
