package warren.gateway.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An error response.
 *
 * @param status the HTTP status
 */
public record RenderedError(int status, ObjectNode body) {}
