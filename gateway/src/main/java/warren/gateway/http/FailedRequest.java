package warren.gateway.http;

/**
 * The parts of a request that determine the format of its error.
 *
 * @param path as in the request line, without the query
 */
public record FailedRequest(String method, String path) {
  /** Whether the request is a POST to this path, with or without a trailing slash. */
  public boolean isPostTo(String expected) {
    return method.equals("POST") && isTo(expected);
  }

  /** Whether the request has this path, with or without a trailing slash. */
  public boolean isTo(String expected) {
    return path.equals(expected) || path.equals(expected + "/");
  }
}
