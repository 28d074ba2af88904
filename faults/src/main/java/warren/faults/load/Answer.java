package warren.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import warren.contracts.json.Json;

/** A reply, received over AMQP or HTTP. */
record Answer(int status, JsonNode body, @Nullable String correlationId) {
  private static final int THROTTLED = 429;
  private static final int SERVER_ERROR = 500;

  static Answer of(int status, byte[] body, @Nullable String correlationId) {
    return new Answer(status, Json.parse(body), correlationId);
  }

  boolean succeeded() {
    return status == 200;
  }

  /** Whether a repetition of the request could have another result. */
  boolean isFinal() {
    return status < SERVER_ERROR && status != THROTTLED;
  }

  JsonNode data() {
    return body.path("data");
  }

  @Nullable String code() {
    return body.path("error").path("code").textValue();
  }

  /** The milliseconds after which a repetition may succeed. */
  long retryAfterMs() {
    return body.path("error").path("retry_after_ms").asLong(200);
  }
}
