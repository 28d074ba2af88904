package warren.gateway.http;

/**
 * The parts of a request that determine the format of its error.
 *
 * @param path as in the request line, without the query
 */
public record FailedRequest(String method, String path) {
  /** Whether the request is a POST to this path, with or without a trailing slash. */
  public boolean isPostTo(String expected) {
    return method.equals("POST") && (path.equals(expected) || path.equals(expected + "/"));
  }
}
