package warren.gateway.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;

/** Writes and reads JSON bodies. */
public final class Bodies {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Bodies() {}

  public static String text(Object body) throws JsonProcessingException {
    return JSON.writeValueAsString(body);
  }

  public static JsonNode json(String text) throws JsonProcessingException {
    return JSON.readTree(text);
  }

  /** Asserts that a response has this status and is JSON, and returns its body. */
  public static JsonNode json(int status, HttpResponse<String> response)
      throws JsonProcessingException {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(
        "application/json", response.headers().firstValue("Content-Type").orElse("absent"));
    return json(response.body());
  }

  /** Asserts that a response has this status and this JSON body. */
  public static void assertResponse(String body, int status, HttpResponse<String> response)
      throws JsonProcessingException {
    assertEquals(json(body), json(status, response));
  }

  public static Set<String> fields(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
