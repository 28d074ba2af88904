package warren.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import warren.contracts.json.Json;

/** Writes JSON responses. */
public final class Responses {
  private Responses() {}

  public static void json(Context context, int status, JsonNode body) {
    json(context, status, Json.write(body));
  }

  public static void json(Context context, int status, byte[] body) {
    context.status(status).contentType("application/json").result(body);
  }
}
