package warren.gateway;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import warren.gateway.dialects.Dialect;
import warren.gateway.dialects.FailureStatus;
import warren.gateway.dialects.authorization.Authorization;
import warren.gateway.dialects.django.Django;
import warren.gateway.dialects.havoc.Havoc;
import warren.gateway.dialects.vestec.Vestec;
import warren.gateway.http.BaseUrl;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.CrossSite;
import warren.settings.InvalidValueException;
import warren.settings.SettingType;
import warren.settings.SettingTypes;

/** The dialects, and the setting that selects them. */
public enum Dialects {
  AUTHORIZATION,
  DJANGO,
  HAVOC,
  VESTEC;

  /** The selected dialects, each with the prefix of its paths, without a trailing slash. */
  static final SettingType<Map<Dialects, String>> TYPE = SettingType.of("list", Dialects::parse);

  private static final SettingType<List<String>> ENTRIES = SettingTypes.entries();

  /** Any number of segments; browsers remove the segments "." and "..". */
  private static final Pattern PREFIX = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._-]+)*");

  private static Map<Dialects, String> parse(String text) throws InvalidValueException {
    var prefixes = new EnumMap<Dialects, String>(Dialects.class);
    for (var entry : ENTRIES.parser().parse(text)) {
      var parts = List.of(entry.split("=", 2));
      var dialect = named(parts.get(0));
      var prefix = parts.size() == 1 ? "/" + parts.get(0) : parts.get(1).replaceFirst("/$", "");
      if (dialect.isEmpty() || !PREFIX.matcher(prefix).matches()) {
        throw new InvalidValueException(
            "must be names such as vestec, or vestec=/path; the dialects are " + names());
      }
      if (prefixes.putIfAbsent(dialect.get(), prefix) != null) {
        throw new InvalidValueException("must not name " + dialect.get().text() + " twice");
      }
    }
    checkPaths(prefixes);
    return prefixes;
  }

  /** Each path belongs either to one dialect or to the gateway itself. */
  private static void checkPaths(Map<Dialects, String> prefixes) throws InvalidValueException {
    var owners = new LinkedHashMap<String, Dialects>();
    for (var entry : prefixes.entrySet()) {
      for (var root : entry.getKey().roots(entry.getValue())) {
        var path = entry.getValue() + root;
        checkNotOwn(path, entry.getKey());
        for (var other : owners.entrySet()) {
          checkSeparate(path, entry.getKey(), other.getKey(), other.getValue());
        }
        owners.put(path, entry.getKey());
      }
    }
  }

  private static void checkNotOwn(String path, Dialects dialect) throws InvalidValueException {
    for (var own : Gateway.ROOTS) {
      if (overlap(path, own)) {
        throw new InvalidValueException(
            "must have another path for %s: %s is reserved for the gateway itself"
                .formatted(dialect.text(), path));
      }
    }
  }

  private static void checkSeparate(String path, Dialects dialect, String otherPath, Dialects other)
      throws InvalidValueException {
    if (dialect != other && overlap(path, otherPath)) {
      throw new InvalidValueException(
          "must have separate paths for %s and %s: both serve %s"
              .formatted(
                  other.text(),
                  dialect.text(),
                  path.length() > otherPath.length() ? path : otherPath));
    }
  }

  /** Whether the paths are equal, or one is under the other. */
  private static boolean overlap(String first, String second) {
    return (first + "/").startsWith(second + "/") || (second + "/").startsWith(first + "/");
  }

  static Optional<Dialects> named(String name) {
    return Arrays.stream(values()).filter(dialect -> dialect.text().equals(name)).findFirst();
  }

  static String names() {
    return String.join(", ", Arrays.stream(values()).map(Dialects::text).toList());
  }

  /** The name in the settings. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The first segments of its paths, after the prefix. */
  List<String> roots(String prefix) {
    return switch (this) {
      case AUTHORIZATION -> Authorization.roots(prefix);
      case DJANGO -> Django.ROOTS;
      case HAVOC -> Havoc.ROOTS;
      case VESTEC -> Vestec.ROOTS;
    };
  }

  /**
   * Creates the dialect.
   *
   * @param prefix of its paths, without a trailing slash
   */
  Dialect create(
      CallerFactory callers,
      BaseUrl base,
      CrossSite crossSite,
      String prefix,
      FailureStatus failureStatus) {
    return switch (this) {
      case AUTHORIZATION -> new Authorization(callers, prefix);
      case DJANGO -> new Django(callers, base, crossSite, prefix, failureStatus);
      case HAVOC -> new Havoc(callers, prefix, failureStatus);
      case VESTEC -> new Vestec(callers, prefix, failureStatus);
    };
  }
}
