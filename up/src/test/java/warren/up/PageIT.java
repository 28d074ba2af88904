package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway's page in a browser, where operations can be executed. */
final class PageIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static StartedUp up;

  /** The program's report: responses, requests and error messages of the page. */
  private static JsonNode report;

  @BeforeAll
  static void look(@TempDir Path data) throws Exception {
    up = StartedUp.start(data);
    var settings = Map.of("WARREN_ADMIN_PASSWORD", up.shown("password"));
    var command = List.of("node", "page.mjs", up.shown("HTTP"));
    try (var page = Launched.program(NodeFolder.install("page"), settings, command)) {
      assertEquals(0, page.exit(), page::output);
      report = JSON.readTree(page.out());
    }
  }

  @AfterAll
  static void stop() throws Exception {
    up.close();
  }

  /** The body of a response that the page shows with status 200. */
  private static JsonNode shown(int index, String operation) throws Exception {
    var response = report.get("responses").get(index);
    assertEquals(operation, response.get("operation").textValue());
    assertEquals("200", response.get("status").textValue());
    return JSON.readTree(response.get("body").textValue());
  }

  @Test
  void itShowsTheReplyOfTheService() throws Exception {
    assertEquals(up.call("RequestPublicKeys"), shown(0, "RequestPublicKeys"));
  }

  @Test
  void theAuthorizedTokenIsSent() throws Exception {
    var token = shown(1, "RequestLoginToken").get("data").textValue();
    var account = shown(2, "RequestAccountData");
    assertEquals(up.call("RequestAccountData", "--jwt", token), account);
    assertEquals("admin", account.get("data").get("username").textValue());
  }

  @Test
  void allRequestsGoToTheGateway() {
    var gateway = up.shown("HTTP").replace("/docs", "");
    List<String> requests = new ArrayList<>();
    report.get("requests").forEach(request -> requests.add(request.textValue()));
    assertEquals(
        List.of(
            "GET %s/docs",
            "GET %s/docs/docs.js",
            "GET %s/docs/swagger-ui-bundle.js",
            "GET %s/docs/swagger-ui.css",
            "GET %s/openapi.json",
            "POST %s/rpc/RequestAccountData",
            "POST %s/rpc/RequestLoginToken",
            "POST %s/rpc/RequestPublicKeys"),
        requests.stream().map(request -> request.replace(gateway, "%s")).sorted().toList());
  }

  @Test
  void theBrowserReportsNoErrors() {
    assertEquals(JSON.createArrayNode(), report.get("errors"));
  }
}
