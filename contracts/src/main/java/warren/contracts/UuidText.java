package warren.contracts;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The text of a UUID, as in RFC 9562: 36 characters. */
public final class UuidText {
  /** The regular expression of the whole text. */
  public static final String REGEX = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  private static final Pattern PATTERN = Pattern.compile(REGEX);

  private UuidText() {}

  /** Reads a UUID; empty if the text is not one. {@link UUID#fromString} accepts shorter texts. */
  public static Optional<UUID> parse(String text) {
    return PATTERN.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }
}
