package warren.gateway.rpc;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import warren.contracts.json.Json;
import warren.documents.Comments;
import warren.documents.OpenApi;

/**
 * {@code /openapi.json}, and a page at {@code /docs} to read and try it. Nothing comes from
 * elsewhere.
 */
public final class Docs {
  private static final String WEBJAR = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final String VIEWER = "/META-INF/resources/webjars/swagger-ui/%s/%s";

  /** The viewer has pictures within its styles. */
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'";

  private Docs() {}

  public static void addTo(RoutesConfig routes, String version) {
    var document = Json.write(OpenApi.document(version, Comments.load(), Bridge.OFFERED));
    routes.get("/openapi.json", context -> serve(context, "application/json", document));
    page(routes, "/docs", "text/html", read("docs.html"));
    page(routes, "/docs/docs.js", "text/javascript", read("docs.js"));
    page(routes, "/docs/swagger-ui-bundle.js", "text/javascript", viewers("swagger-ui-bundle.js"));
    page(routes, "/docs/swagger-ui.css", "text/css", viewers("swagger-ui.css"));
  }

  private static void page(RoutesConfig routes, String path, String type, byte[] content) {
    routes.get(
        path,
        context -> {
          context.header("Content-Security-Policy", POLICY);
          serve(context, type, content);
        });
  }

  private static void serve(Context context, String type, byte[] content) {
    context.contentType(type).result(content);
  }

  private static byte[] viewers(String name) {
    try (var resource = Docs.class.getResourceAsStream(WEBJAR)) {
      var properties = new Properties();
      properties.load(Objects.requireNonNull(resource));
      return read(VIEWER.formatted(properties.getProperty("version"), name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(String path) {
    try (var resource = Docs.class.getResourceAsStream(path)) {
      return Objects.requireNonNull(resource, path).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
