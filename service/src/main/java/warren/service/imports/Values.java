package warren.service.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Converts the notations of other programs: empty texts, truth values and times. */
final class Values {
  private static final List<String> TIMES = List.of("created_at", "last_login");

  private static final Pattern EPOCH =
      Pattern.compile("-?\\d{1,16}(?:\\.\\d{1,17})?(?:[eE][+-]?\\d{1,2})?");

  /** As seconds, these would be times of 1970 to 1973. */
  private static final Pattern DATE =
      Pattern.compile("(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])");

  /** Greater than every time and every serial number; the conversion to a long is exact. */
  private static final BigDecimal LIMIT = BigDecimal.valueOf(10_000_000_000_000_000L);

  /** As seconds, it would be in the year 5138. */
  private static final BigDecimal FIRST_MILLISECONDS = BigDecimal.valueOf(100_000_000_000L);

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][ ]")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[ ][XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final @Nullable ZoneId zone;

  /**
   * @param zone of times without one; null if such times are refused
   */
  Values(@Nullable ZoneId zone) {
    this.zone = zone;
  }

  /** Converts the values of an account; those that cannot be converted remain. */
  void convert(ObjectNode account) {
    account.properties().removeIf(field -> isEmpty(field.getValue()));
    convertEnabled(account);
    convertNumber(account);
    TIMES.forEach(time -> convertTime(account, time));
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isNull() || (value.isTextual() && value.textValue().isEmpty());
  }

  private static void convertEnabled(ObjectNode account) {
    switch (account.path("enabled").asText("").toLowerCase(Locale.ROOT)) {
      case "t", "1", "true" -> account.put("enabled", true);
      case "f", "0", "false" -> account.put("enabled", false);
      default -> {
        // another value is refused later
      }
    }
  }

  /** A spreadsheet writes a column of whole numbers with empty cells as 17.0. */
  private static void convertNumber(ObjectNode account) {
    var text = account.path("number").asText("");
    if (EPOCH.matcher(text).matches()) {
      var number = new BigDecimal(text);
      if (number.abs().compareTo(LIMIT) < 0 && number.stripTrailingZeros().scale() <= 0) {
        account.put("number", number.longValue());
      }
    }
  }

  private void convertTime(ObjectNode account, String field) {
    var value = account.get(field);
    if (value == null || !(value.isTextual() || value.isNumber())) {
      return;
    }
    try {
      account.put(field, time(field, value.asText()).toString());
    } catch (DateTimeParseException e) {
      // refused later
    }
  }

  private Instant time(String field, String text) {
    if (DATE.matcher(text).matches()) {
      throw FieldNames.invalid(field, "looks like a date: write it as 2026-01-31T00:00:00Z");
    }
    if (EPOCH.matcher(text).matches()) {
      return ofEpoch(text);
    }
    var time = TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    if (time instanceof OffsetDateTime complete) {
      return complete.toInstant();
    }
    if (zone == null) {
      throw FieldNames.invalid(field, "has no time zone: state it with --zone");
    }
    return ((LocalDateTime) time).atZone(zone).toInstant();
  }

  private static Instant ofEpoch(String text) {
    var number = new BigDecimal(text);
    if (number.abs().compareTo(LIMIT) >= 0) {
      throw new DateTimeParseException("out of range", text, 0);
    }
    var seconds = number.compareTo(FIRST_MILLISECONDS) < 0 ? number : number.movePointLeft(3);
    var nanoseconds = seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue();
    return Instant.ofEpochSecond(seconds.longValue(), nanoseconds);
  }
}
