package warren.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import warren.bench.subjects.Accounts;

/** The rate at which all processors together verify passwords, with the service's library. */
final class Argon2Limit {
  private final String hash = Accounts.passwordHash();

  /** Verifies on every processor for the given time; returns the verifications per second. */
  double rate(Duration time) throws InterruptedException {
    var processors = Runtime.getRuntime().availableProcessors();
    var threads = Executors.newFixedThreadPool(processors);
    try {
      var start = System.nanoTime();
      var counts =
          threads.invokeAll(
              IntStream.range(0, processors)
                  .<Callable<Long>>mapToObj(i -> () -> verify(start + time.toNanos()))
                  .toList());
      var sum = 0L;
      for (var count : counts) {
        sum += count.get();
      }
      return sum / ((System.nanoTime() - start) / 1e9);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private long verify(long until) {
    var argon2 = Argon2Factory.create(Argon2Types.ARGON2id);
    var password = Accounts.PASSWORD.getBytes(UTF_8);
    var count = 0L;
    while (System.nanoTime() < until) {
      if (!argon2.verify(hash, password)) {
        throw new IllegalStateException("Argon2 rejected the correct password.");
      }
      count++;
    }
    return count;
  }
}
