package warren.service.cli;

import static ch.qos.logback.classic.spi.Configurator.ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
import static ch.qos.logback.classic.spi.Configurator.ExecutionStatus.INVOKE_NEXT_IF_ANY;
import static ch.qos.logback.core.spi.FilterReply.DENY;
import static ch.qos.logback.core.spi.FilterReply.NEUTRAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import warren.service.amqp.internals.ClientInternals;

class LogSetupTest {
  private final LoggerContext loggers = new LoggerContext();

  @AfterEach
  void clearTheFileName() {
    System.clearProperty(ClassicConstants.CONFIG_FILE_PROPERTY);
  }

  @Test
  void linesGoToStandardErrorAndLibrariesLogLess() {
    assertEquals(DO_NOT_INVOKE_NEXT_IF_ANY, new LogSetup().configure(loggers));
    var root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
    assertNotNull(root.getAppender("ERR"));
    assertEquals(Level.INFO, root.getLevel());
    assertEquals(Level.WARN, loggers.getLogger("com.zaxxer.hikari").getLevel());
  }

  @Test
  void aLostConnectionIsNotReportedASecondTime() {
    new LogSetup().configure(loggers);
    var lines =
        (ConsoleAppender<ILoggingEvent>)
            loggers.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("ERR");
    assertEquals(DENY, lines.getFilterChainDecision(error(ClientInternals.CONNECTION_ERROR)));
    assertEquals(NEUTRAL, lines.getFilterChainDecision(error("A consumer threw an exception")));
  }

  private ILoggingEvent error(String message) {
    var logger = loggers.getLogger(ClientInternals.EXCEPTION_LOGGER);
    return new LoggingEvent("", logger, Level.ERROR, message, new IOException(), null);
  }

  @Test
  void aConfigurationFileIsReadInstead() {
    System.setProperty(ClassicConstants.CONFIG_FILE_PROPERTY, "mine.xml");
    assertEquals(INVOKE_NEXT_IF_ANY, new LogSetup().configure(loggers));
    assertNull(loggers.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("ERR"));
  }
}
