package warren.bench.load;

import java.util.Map;

/**
 * A request to be sent.
 *
 * @param queue where it goes
 * @param headers of the message
 * @param body of the message
 */
public record Outgoing(String queue, Map<String, Object> headers, String body) {}
