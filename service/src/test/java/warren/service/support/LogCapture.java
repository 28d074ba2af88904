package warren.service.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** All that is logged until this is closed, of the service's own at every level. */
public final class LogCapture implements AutoCloseable {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  public LogCapture() {
    events.start();
    root().addAppender(events);
    ours().setLevel(Level.TRACE);
  }

  private static Logger root() {
    return context().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private static Logger ours() {
    return context().getLogger("warren");
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }

  /** How many there are of this level. */
  public long count(Level level) {
    return all().stream().filter(event -> event.getLevel() == level).count();
  }

  /** All of this level as the program writes them. */
  public List<String> written(Level level) {
    return all().stream()
        .filter(event -> event.getLevel() == level)
        .map(LogCapture::written)
        .toList();
  }

  private List<ILoggingEvent> all() {
    return List.copyOf(events.list);
  }

  /** Asserts that no line contains any of these texts or an injected line break. */
  public void assertContainsNoneOf(Collection<String> texts) {
    for (var event : all()) {
      var message = event.getFormattedMessage();
      assertFalse(CONTROL.matcher(message).find(), message);
      var written = written(event);
      for (var text : texts) {
        assertFalse(written.contains(text), written);
      }
      if (event.getThrowableProxy() == null) {
        assertEquals(1, written.lines().count(), written);
      }
    }
  }

  /** As the program writes it, with its stack trace. */
  private static String written(ILoggingEvent event) {
    return new String(encoder().encode(event), StandardCharsets.UTF_8);
  }

  private static Encoder<ILoggingEvent> encoder() {
    return ((ConsoleAppender<ILoggingEvent>) root().getAppender("ERR")).getEncoder();
  }

  @Override
  public void close() {
    ours().setLevel(null);
    root().detachAppender(events);
  }
}
