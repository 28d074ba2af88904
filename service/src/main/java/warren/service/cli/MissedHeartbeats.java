package warren.service.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import com.rabbitmq.client.MissedHeartbeatException;

/**
 * Removes the errors with which amqp-client reports a connection without heartbeats: the service
 * itself logs a lost connection, in one line.
 */
final class MissedHeartbeats extends Filter<ILoggingEvent> {
  private static final String EXCEPTION = MissedHeartbeatException.class.getName();

  @Override
  public FilterReply decide(ILoggingEvent event) {
    var exception = event.getThrowableProxy();
    return exception != null && exception.getClassName().equals(EXCEPTION)
        ? FilterReply.DENY
        : FilterReply.NEUTRAL;
  }
}
