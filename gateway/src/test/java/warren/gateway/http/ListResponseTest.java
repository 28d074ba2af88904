package warren.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static warren.gateway.support.Bodies.assertResponse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;
import warren.gateway.support.TestHttpClient;

/** Lists whose pages arrive one after another, or whose last page is refused. */
class ListResponseTest {
  private static final ObjectNode ENTRY = JsonNodeFactory.instance.objectNode().put("id", 1);

  private static HttpResponse<String> responseOf(ListResponse.PageSource pages) throws Exception {
    var server =
        Javalin.create(
                config -> {
                  new ErrorResponses().addTo(config.routes);
                  config.routes.get("/", context -> ListResponse.write(context, pages));
                })
            .start("127.0.0.1", 0);
    try {
      return new TestHttpClient(server.port()).get("/");
    } finally {
      server.stop();
    }
  }

  private static ListResponse.Page page(int entries, @Nullable String next) {
    return new ListResponse.Page(Collections.nCopies(entries, ENTRY), next);
  }

  private static ListResponse.Page secondOf(@Nullable String after, ListResponse.Page first) {
    if (after != null) {
      throw new RefusedException(ErrorCode.UNAVAILABLE);
    }
    return first;
  }

  @Test
  void allPagesBecomeOneArray() throws Exception {
    assertResponse(
        "[{\"id\": 1}, {\"id\": 1}, {\"id\": 1}]",
        200,
        responseOf(after -> after == null ? page(2, "more") : page(1, null)));
    assertResponse("[]", 200, responseOf(after -> new ListResponse.Page(List.of(), null)));
  }

  @Test
  void anEarlyRefusalReplacesTheList() throws Exception {
    assertResponse(
        """
        {"data": null,
          "error": {"code": "unavailable", "message": "%s"}}
        """
            .formatted(ErrorCode.UNAVAILABLE.sentence()),
        503,
        responseOf(after -> secondOf(after, page(2, "more"))));
  }

  @Test
  void aRefusalOfALaterPageReplacesAListOfUpTo1MiB() throws Exception {
    assertEquals(503, responseOf(after -> secondOf(after, page(100_000, "more"))).statusCode());
  }

  @Test
  void aRefusalOfALaterPageClosesTheConnectionOfALongerList() {
    assertThrows(
        IOException.class, () -> responseOf(after -> secondOf(after, page(200_000, "more"))));
  }
}
