package warren.gateway.dialects.django;

import io.javalin.http.Context;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.gateway.http.BaseUrl;

/** URLs of users and groups, which have integer ids. */
final class Links {
  private final BaseUrl base;
  private final String prefix;

  Links(BaseUrl base, String prefix) {
    this.base = base;
    this.prefix = prefix;
  }

  /** The URL before the paths, as the client sees it. */
  String base(Context context) {
    return base.of(context) + prefix;
  }

  static String user(String base, long number) {
    return base + Django.USERS + "/" + number + "/";
  }

  static String group(String base, long id) {
    return base + Django.GROUPS + "/" + id + "/";
  }

  /**
   * The id in the path.
   *
   * @param unknown the refusal if the text is not an id
   */
  static long id(Context context, ErrorCode unknown) {
    var id = context.pathParam("id");
    if (!id.matches("[1-9][0-9]{0,17}")) {
      throw new RefusedException(unknown);
    }
    return Long.parseLong(id);
  }
}
