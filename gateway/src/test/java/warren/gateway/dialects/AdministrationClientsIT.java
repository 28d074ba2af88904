package warren.gateway.dialects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Clients in Node.js that manage users as the pages of the original APIs do. */
@WithGateway(settings = "WARREN_HTTP_DJANGO_GROUPS=Administrators,Parents,Staff")
class AdministrationClientsIT {
  private static final int TIMEOUT_S = 120;

  @Test
  void allFlowsSucceed(TestHttpClient http) throws Exception {
    var script = Objects.requireNonNull(getClass().getResource("administration.mjs")).toURI();
    var url = "http://127.0.0.1:" + http.port();
    var node =
        new ProcessBuilder("node", Path.of(script).toString(), url, TestGateway.ADMIN_PASSWORD)
            .redirectErrorStream(true)
            .start();
    try {
      node.getOutputStream().close();
      var output = new String(node.getInputStream().readAllBytes(), UTF_8);
      assertTrue(node.waitFor(TIMEOUT_S, TimeUnit.SECONDS));
      assertEquals("ok\n", output);
    } finally {
      node.destroyForcibly();
    }
  }
}
