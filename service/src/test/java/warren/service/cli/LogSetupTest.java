package warren.service.cli;

import static ch.qos.logback.classic.spi.Configurator.ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
import static ch.qos.logback.classic.spi.Configurator.ExecutionStatus.INVOKE_NEXT_IF_ANY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

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
  void aConfigurationFileIsReadInstead() {
    System.setProperty(ClassicConstants.CONFIG_FILE_PROPERTY, "mine.xml");
    assertEquals(INVOKE_NEXT_IF_ANY, new LogSetup().configure(loggers));
    assertNull(loggers.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("ERR"));
  }
}
