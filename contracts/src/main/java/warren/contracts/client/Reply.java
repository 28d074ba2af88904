package warren.contracts.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reply as it came.
 *
 * @param status {@code status_code}; 200 is success
 * @param message {@code status_message}, for people
 * @param processingTimeNs nanoseconds that the service spent on the request
 * @param type the reply's name, e.g. {@code ReturnUsername}
 * @param headers all headers, texts as {@link String}
 * @param body {@code data} and, in a refusal, {@code error}
 */
public record Reply(
    int status,
    String message,
    long processingTimeNs,
    @Nullable String type,
    Map<String, Object> headers,
    ObjectNode body) {}
