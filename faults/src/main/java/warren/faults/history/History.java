package warren.faults.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** All requests of the callers, also in a file of JSON lines. Thread-safe. */
public final class History implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final long origin = System.nanoTime();
  private final BufferedWriter file;
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> anomalies = new ArrayList<>();

  /** The start of the latest successful attempt of each group. */
  private final Map<String, Long> latest = new HashMap<>();

  public History(Path file) throws IOException {
    this.file = Files.newBufferedWriter(file);
  }

  /** Returns the microseconds since the start of the run. */
  public long now() {
    return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - origin);
  }

  public synchronized void add(Entry entry) {
    entries.add(entry);
    if (entry.succeeded()) {
      latest.merge(group(entry), entry.lastStart(), Math::max);
    }
    write(entry);
    notifyAll();
  }

  /** Records a reply that no fault explains. */
  public synchronized void anomaly(String text) {
    anomalies.add("%.3f s: %s".formatted(now() / 1e6, text));
  }

  public synchronized List<String> anomalies() {
    return List.copyOf(anomalies);
  }

  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The kinds of requests that must succeed after a fault. */
  public static String group(Entry entry) {
    return entry.channel() + (entry.write() ? " writes" : " reads");
  }

  /**
   * Waits until a request of each group, begun after this time, has succeeded; returns the groups
   * that had no success before the timeout.
   */
  public synchronized List<String> awaitSuccess(long after, long timeoutMicros)
      throws InterruptedException {
    var deadline = now() + timeoutMicros;
    while (!missing(after).isEmpty() && now() < deadline) {
      wait(Math.max(1, (deadline - now()) / 1000));
    }
    return missing(after);
  }

  private List<String> missing(long after) {
    return List.of("AMQP reads", "AMQP writes", "HTTP reads", "HTTP writes").stream()
        .filter(group -> latest.getOrDefault(group, -1L) < after)
        .toList();
  }

  private void write(Entry entry) {
    try {
      file.write(JSON.writeValueAsString(entry));
      file.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
