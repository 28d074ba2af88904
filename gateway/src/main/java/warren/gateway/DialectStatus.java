package warren.gateway;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import warren.gateway.dialects.FailureStatus;
import warren.settings.InvalidValueException;
import warren.settings.SettingType;
import warren.settings.SettingTypes;

/**
 * Where the dialects report the status of a failure.
 *
 * @param general for the dialects that have no entry
 * @param byDialect the dialects with entries
 */
public record DialectStatus(FailureStatus general, Map<Dialects, FailureStatus> byDialect) {
  static final SettingType<DialectStatus> TYPE =
      SettingType.of("`http`, `body`, or list", DialectStatus::parse);

  private static final SettingType<List<String>> ENTRIES = SettingTypes.entries();

  private static DialectStatus parse(String text) throws InvalidValueException {
    FailureStatus general = null;
    var byDialect = new EnumMap<Dialects, FailureStatus>(Dialects.class);
    for (var entry : ENTRIES.parser().parse(text)) {
      var parts = List.of(entry.split("=", 2));
      var status = status(parts.get(parts.size() - 1));
      FailureStatus previous;
      if (parts.size() == 1) {
        previous = general;
        general = status;
      } else {
        previous = byDialect.put(dialect(parts.get(0), status), status);
      }
      checkUnique(parts.get(0), previous);
    }
    return new DialectStatus(general == null ? FailureStatus.HTTP : general, byDialect);
  }

  private static FailureStatus status(String text) throws InvalidValueException {
    return Stream.of(FailureStatus.values())
        .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(DialectStatus::malformed);
  }

  private static Dialects dialect(String name, FailureStatus status) throws InvalidValueException {
    var dialect = Dialects.named(name).orElseThrow(DialectStatus::malformed);
    if (dialect == Dialects.AUTHORIZATION && status == FailureStatus.BODY) {
      throw new InvalidValueException(
          "must not be body for authorization, whose clients require the HTTP status");
    }
    return dialect;
  }

  private static void checkUnique(String key, @Nullable FailureStatus previous)
      throws InvalidValueException {
    if (previous != null) {
      throw new InvalidValueException("must not contain two entries for " + key);
    }
  }

  private static InvalidValueException malformed() {
    return new InvalidValueException(
        "must be http, body, or a list such as havoc=body,vestec=body; the dialects are "
            + Dialects.names());
  }

  /** The place in which this dialect reports it. */
  FailureStatus of(Dialects dialect) {
    return dialect == Dialects.AUTHORIZATION
        ? FailureStatus.HTTP
        : Optional.ofNullable(byDialect.get(dialect)).orElse(general);
  }
}
