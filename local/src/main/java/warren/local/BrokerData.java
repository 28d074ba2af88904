package warren.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data of a private RabbitMQ node, and the release that wrote it. A release cannot read all
 * data of others: it requires the feature flags of the releases before, and never reads data of a
 * later one; and no release reads damaged data. The data contains only unanswered requests, so it
 * is replaced then, and the old data is retained.
 */
final class BrokerData {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerData.class);

  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final Path folder;
  private final Path path;
  private final Path version;
  private final Path unanswered;
  private boolean exists;

  private BrokerData(Path folder) {
    this.folder = folder;
    this.path = folder.resolve("data");
    this.version = folder.resolve("version");
    this.unanswered = folder.resolve("unanswered");
    this.exists = Files.exists(path);
  }

  static BrokerData in(Path folder) {
    return new BrokerData(folder);
  }

  boolean exists() {
    return exists;
  }

  /** Whether a later release than this wrote the data, which no release can read. */
  boolean isOfLaterThan(RabbitMqVersion release) throws IOException {
    return exists && writer().filter(writer -> writer.compareTo(release) > 0).isPresent();
  }

  /** Whether another release, or an unknown one, wrote the data. */
  boolean isOfOtherThan(RabbitMqVersion release) throws IOException {
    return exists && !writer().equals(Optional.of(release));
  }

  /** Records the release that wrote the data, and all of whose feature flags are enabled. */
  void recordWriter(RabbitMqVersion release) throws IOException {
    PrivateFiles.write(version, release.toString());
  }

  /** Records the number of requests that wait in the data while the node is stopped. */
  void recordUnanswered(long requests) throws IOException {
    PrivateFiles.write(unanswered, Long.toString(requests));
  }

  /** Forgets the number, because it changes as soon as the node runs. */
  void forgetUnanswered() throws IOException {
    Files.deleteIfExists(unanswered);
  }

  /**
   * Renames the data, so that the node starts with new data, and warns of that at once: the process
   * may end before the node has started. Returns the new path.
   */
  Path replace(RabbitMqVersion release) throws IOException {
    String writer = writer().map(RabbitMqVersion::toString).orElse("unknown");
    String now = SECONDS.format(LocalDateTime.now(ZoneOffset.UTC));
    Path aside = Files.move(path, folder.resolve("data-" + writer + "-" + now));
    exists = false;
    warnOfReplacement(release, aside);
    return aside;
  }

  /** Replaces the new data by the data that was set aside. */
  void restore(Path aside) throws IOException {
    PrivateFiles.delete(path);
    Files.move(aside, path);
    LOG.warn("RabbitMQ does not start with new data either; the old data is in {} again", path);
  }

  private void warnOfReplacement(RabbitMqVersion release, Path aside) throws IOException {
    LOG.warn(
        "RabbitMQ {} cannot read the broker data of {} and starts with new data; the old data is"
            + " retained in {}. {}",
        release,
        writer().map(writer -> "RabbitMQ " + writer).orElse("an unknown release"),
        aside,
        lost());
  }

  private String lost() throws IOException {
    return Files.exists(unanswered)
        ? "Unanswered requests lost: " + Files.readString(unanswered) + "."
        : "Its unanswered requests are lost; their number is unknown, because the broker was not stopped in order.";
  }

  private Optional<RabbitMqVersion> writer() throws IOException {
    return Files.exists(version)
        ? RabbitMqVersion.find(Files.readString(version))
        : Optional.empty();
  }
}
