package warren.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static warren.gateway.Bodies.assertSays;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;

/** A list whose pages come one after another, and the last of them perhaps not. */
class ListingTest {
  private static final ObjectNode ENTRY = JsonNodeFactory.instance.objectNode().put("id", 1);

  private static HttpResponse<String> listed(Listing.Pages pages) throws Exception {
    var server =
        Javalin.create(
                config -> {
                  new Failures().addTo(config.routes);
                  config.routes.get("/", context -> Listing.answer(context, pages));
                })
            .start("127.0.0.1", 0);
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port())).build(),
              BodyHandlers.ofString());
    } finally {
      server.stop();
    }
  }

  private static Listing.Page page(int entries, @Nullable String next) {
    return new Listing.Page(Collections.nCopies(entries, ENTRY), next);
  }

  private static Listing.Page secondOf(@Nullable String after, Listing.Page first) {
    if (after != null) {
      throw new RefusedException(ErrorCode.UNAVAILABLE);
    }
    return first;
  }

  @Test
  void thePagesAreOneList() throws Exception {
    assertSays(
        "[{\"id\": 1}, {\"id\": 1}, {\"id\": 1}]",
        200,
        listed(after -> after == null ? page(2, "more") : page(1, null)));
    assertSays("[]", 200, listed(after -> new Listing.Page(List.of(), null)));
  }

  @Test
  void aPageThatIsRefusedIsSaidInsteadOfTheList() throws Exception {
    assertSays(
        """
        {"data": null,
          "error": {"code": "unavailable", "message": "The service can't answer this now."}}
        """,
        503,
        listed(after -> secondOf(after, page(2, "more"))));
  }

  @Test
  void ofAListThatIsOnItsWayTheEndIsMissing() throws Exception {
    var response = listed(after -> secondOf(after, page(100_000, "more")));
    assertEquals(200, response.statusCode());
    assertTrue(response.body().startsWith("[{\"id\":1},{\"id\":1}"));
    assertTrue(response.body().endsWith("{\"id\":1}"));
    assertFalse(response.body().contains("error"));
  }
}
