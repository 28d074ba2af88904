package warren.local;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number of a release of RabbitMQ. */
record RabbitMqVersion(int major, int minor, int patch) implements Comparable<RabbitMqVersion> {
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");

  private static final Comparator<RabbitMqVersion> ORDER =
      Comparator.comparingInt(RabbitMqVersion::major)
          .thenComparingInt(RabbitMqVersion::minor)
          .thenComparingInt(RabbitMqVersion::patch);

  /** Finds the first version number in a text. */
  static Optional<RabbitMqVersion> find(String text) {
    Matcher matcher = NUMBER.matcher(text);
    return matcher.find()
        ? Optional.of(
            new RabbitMqVersion(number(matcher, 1), number(matcher, 2), number(matcher, 3)))
        : Optional.empty();
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  @Override
  public int compareTo(RabbitMqVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
