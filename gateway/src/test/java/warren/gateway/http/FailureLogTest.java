package warren.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailureLogTest {
  private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(FailureLog.class);

  private final AtomicLong time = new AtomicLong();
  private final FailureLog failures = new FailureLog(time::get);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void captureLog() {
    lines.start();
    LOGGER.setAdditive(false);
    LOGGER.addAppender(lines);
  }

  @AfterEach
  void restoreLog() {
    LOGGER.detachAppender(lines);
    LOGGER.setAdditive(true);
  }

  private List<String> messages() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static Exception failure() {
    return new IllegalStateException();
  }

  private static String line(int omitted) {
    return "A request failed; " + omitted + " earlier failures were not logged.";
  }

  @Test
  void aRepeatedCauseIsLoggedOnceAMinuteWithTheNumberOfOmittedFailures() {
    for (var i = 0; i < 5; i++) {
      failures.add(failure());
    }
    assertEquals(List.of(line(0)), messages());
    time.addAndGet(TimeUnit.MINUTES.toNanos(1));
    failures.add(failure());
    failures.add(failure());
    assertEquals(List.of(line(0), line(4)), messages());
  }

  @Test
  void differentCausesAreLoggedSeparately() {
    failures.add(failure());
    failures.add(new IllegalArgumentException());
    failures.add(new IllegalStateException()); // at another place
    assertEquals(List.of(line(0), line(0), line(0)), messages());
  }
}
