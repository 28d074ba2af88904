package warren.faults.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request of a caller with all its repetitions until a final reply. Times are microseconds since
 * the start of the run.
 *
 * @param operation the name of the operation
 * @param channel AMQP or HTTP
 * @param account the user name of the account concerned
 * @param session the session concerned
 * @param write whether the operation is an idempotent write
 * @param values the values that the request wrote, or that its reply contains
 * @param messageId the idempotency key
 * @param start the time of the first attempt
 * @param lastStart the time of the last attempt
 * @param end the time of the final reply; {@link #NEVER} without one
 * @param attempts the number of attempts
 * @param status the status of the final reply; 0 without one
 * @param code the error code of a refusal
 * @param correlationId the correlation id of the last attempt
 * @param data the data of the reply to a write
 * @param repetition whether the request repeats one that had got its final reply
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Entry(
    String operation,
    String channel,
    String account,
    @Nullable String session,
    boolean write,
    Map<Register, String> values,
    @Nullable String messageId,
    long start,
    long lastStart,
    long end,
    int attempts,
    int status,
    @Nullable String code,
    @Nullable String correlationId,
    @Nullable String data,
    boolean repetition) {

  /** The end of a request without a final reply. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final int OK = 200;

  public boolean succeeded() {
    return status == OK;
  }

  /** Whether the request may have been executed or not. */
  public boolean isUnknown() {
    return status == 0;
  }
}
