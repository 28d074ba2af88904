package warren.gateway.http;

/** The format in which an API reports errors. */
@FunctionalInterface
public interface ErrorFormat {
  /** The error response to this request. */
  RenderedError render(FailedRequest request, Problem problem);
}
