package warren.client.connection;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.ChannelContinuationTimeoutException;
import com.rabbitmq.client.MissedHeartbeatException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.EOFException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** The reason why a connection failed or ended. */
public final class ConnectionFailure {
  private ConnectionFailure() {}

  /** The reason for an operator, from the innermost cause; it continues a sentence. */
  public static String why(Throwable failure) {
    if (failure instanceof UnreachableBrokerException unreachable) {
      return unreachable.reason();
    }
    var reply = reply(failure);
    if (reply.isPresent()) {
      return reply.get();
    }
    if (failure instanceof ChannelContinuationTimeoutException late) {
      return "it did not answer %s in time".formatted(late.getMethod().protocolMethodName());
    }
    if (failure.getCause() != null && !(failure instanceof AuthenticationFailureException)) {
      return why(failure.getCause());
    }
    return innermost(failure);
  }

  private static String innermost(Throwable failure) {
    if (failure instanceof EOFException) {
      return "it closed the connection";
    }
    if (failure instanceof TimeoutException) {
      return "it accepted the connection but did not answer";
    }
    if (failure instanceof MissedHeartbeatException) {
      return "it sent no heartbeat in time";
    }
    if (failure instanceof AuthenticationFailureException && failure.getMessage() != null) {
      return failure.getMessage();
    }
    var name = failure.getClass().getSimpleName();
    return failure.getMessage() == null ? name : name + ": " + failure.getMessage();
  }

  /** The text with which a connection or channel was closed; empty if it was lost. */
  public static Optional<String> reply(Throwable failure) {
    if (!(failure instanceof ShutdownSignalException signal)) {
      return Optional.empty();
    }
    if (signal.getReason() instanceof AMQP.Connection.Close close) {
      return Optional.of(close.getReplyText());
    }
    return signal.getReason() instanceof AMQP.Channel.Close close
        ? Optional.of(close.getReplyText())
        : Optional.empty();
  }
}
