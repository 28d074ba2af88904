package warren.service.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import warren.service.amqp.internals.ClientInternals;

/**
 * Removes the errors with which amqp-client reports a connection that cannot be opened or is lost,
 * with a stack trace: Warren itself logs that, in one line.
 */
final class ConnectionErrors extends Filter<ILoggingEvent> {
  @Override
  public FilterReply decide(ILoggingEvent event) {
    return event.getLoggerName().equals(ClientInternals.EXCEPTION_LOGGER)
            && event.getMessage().startsWith(ClientInternals.CONNECTION_ERROR)
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }
}
