package warren.gateway.rpc;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Properties;
import warren.contracts.json.Json;
import warren.documents.Comments;
import warren.documents.OpenApi;
import warren.gateway.http.Responses;

/**
 * The OpenAPI document at {@code /openapi.json}, and Swagger UI for it at {@code /docs}. Every file
 * is served by the gateway itself.
 */
public final class Docs {
  private static final String WEBJAR = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final String ASSET = "/META-INF/resources/webjars/swagger-ui/%s/%s";

  /** Swagger UI's stylesheet contains images as {@code data:} URLs. */
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'";

  private Docs() {}

  public static void addTo(RoutesConfig routes, String version) {
    var document = Json.write(OpenApi.document(version, Comments.load(), Bridge.OFFERED));
    routes.get("/openapi.json", context -> serve(context, "application/json", document));
    page(routes, "/docs", "text/html", read("docs.html"));
    page(routes, "/docs/docs.js", "text/javascript", read("docs.js"));
    page(routes, "/docs/swagger-ui-bundle.js", "text/javascript", asset("swagger-ui-bundle.js"));
    page(routes, "/docs/swagger-ui.css", "text/css", asset("swagger-ui.css"));
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
    Responses.large(context.contentType(type), ByteBuffer.wrap(content).asReadOnlyBuffer());
  }

  private static byte[] asset(String name) {
    try (var resource = Docs.class.getResourceAsStream(WEBJAR)) {
      var properties = new Properties();
      properties.load(Objects.requireNonNull(resource));
      return read(ASSET.formatted(properties.getProperty("version"), name));
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
