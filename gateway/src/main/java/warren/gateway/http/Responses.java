package warren.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee10.servlet.HttpOutput;
import org.eclipse.jetty.util.Callback;
import warren.contracts.json.Json;

/** Writes responses. */
public final class Responses {
  private Responses() {}

  public static void json(Context context, int status, JsonNode body) {
    json(context, status, Json.write(body));
  }

  public static void json(Context context, int status, byte[] body) {
    context.status(status).contentType("application/json").result(body);
  }

  /**
   * Sends a large body without copying it; no thread waits for the client.
   *
   * @param body must not be changed until it is sent
   */
  public static void large(Context context, ByteBuffer body) {
    context.future(() -> send(context, body));
  }

  private static CompletableFuture<Void> send(Context context, ByteBuffer body) {
    var sent = new Callback.Completable();
    try {
      ((HttpOutput) context.res().getOutputStream()).sendContent(body, sent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sent;
  }
}
