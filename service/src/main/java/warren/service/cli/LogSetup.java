package warren.service.cli;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import org.slf4j.Logger;
import warren.service.amqp.internals.ClientInternals;

/**
 * Configures the log of all programs in code, because reading XML would load a parser at every
 * start. A file named by {@code -Dlogback.configurationFile} is used instead.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  /** Replaces line ends, so that a client's text cannot begin a line. */
  private static final String LINE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{20}"
          + " %replace(%msg){'[\\r\\n]+',' '}%replace(%X{traceparent}){'^(.+)$',' trace=$1'}%n%ex";

  private static final Map<String, Level> LEVELS =
      Map.of(
          Logger.ROOT_LOGGER_NAME,
          Level.INFO,
          // the service itself logs a lost connection
          ClientInternals.EXCEPTION_LOGGER,
          Level.ERROR,
          "com.zaxxer.hikari",
          Level.WARN,
          // the service itself logs a lost database
          "com.zaxxer.hikari.pool.PoolBase",
          Level.ERROR,
          "com.zaxxer.hikari.pool.ProxyConnection",
          Level.ERROR,
          "org.flywaydb",
          Level.WARN,
          "io.zonky",
          Level.WARN,
          "io.javalin",
          Level.WARN,
          "org.eclipse.jetty",
          Level.WARN,
          // it logs the Host header that a client has sent
          "org.eclipse.jetty.util.HostPort",
          Level.ERROR);

  @Override
  public ExecutionStatus configure(LoggerContext loggers) {
    if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    LEVELS.forEach((name, level) -> loggers.getLogger(name).setLevel(level));
    loggers.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(standardError(loggers));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Standard output is reserved for the output of commands. */
  private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext loggers) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(loggers);
    encoder.setPattern(LINE);
    encoder.start();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(loggers);
    appender.setName("ERR");
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.addFilter(new ConnectionErrors());
    appender.start();
    return appender;
  }
}
