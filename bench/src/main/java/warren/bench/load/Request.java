package warren.bench.load;

import java.util.Map;

/**
 * A request message.
 *
 * @param queue the queue to which it is sent
 * @param headers the message's headers
 * @param body the message's body
 */
public record Request(String queue, Map<String, Object> headers, String body) {}
