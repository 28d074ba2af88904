package warren.gateway.admission;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;

/**
 * Refuses requests whose headers describe a body that the routes would misread: they read UTF-8
 * without further encoding, and a proxy may apply another one of several content types.
 */
public final class ContentHeaders {
  private static final Pattern OTHER_CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*+(?!\"?utf-?8\"?\\s*(;|$))", Pattern.CASE_INSENSITIVE);

  private ContentHeaders() {}

  /** Refuses a request with such headers. */
  public static void check(Context context) {
    if (hasOther(context, "Content-Encoding", "identity")
        || hasOther(context, "Transfer-Encoding", "chunked")) {
      throw new RefusedException(
          Refusal.of(ErrorCode.UNSUPPORTED_TYPE, "The body must not be compressed."));
    }
    var types = lines(context, "Content-Type");
    if (types.size() > 1) {
      throw new RefusedException(
          Refusal.of(ErrorCode.MALFORMED, "The request has more than one Content-Type."));
    }
    if (types.stream().anyMatch(type -> OTHER_CHARSET.matcher(type).find())) {
      throw new RefusedException(ErrorCode.UNSUPPORTED_TYPE);
    }
  }

  /** Whether one of the header's lines has another value. */
  private static boolean hasOther(Context context, String header, String permitted) {
    return lines(context, header).stream().anyMatch(value -> !value.equalsIgnoreCase(permitted));
  }

  private static List<String> lines(Context context, String header) {
    return Collections.list(context.req().getHeaders(header));
  }
}
