package warren.gateway.dialects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warren.gateway.support.TestGateway;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Clients in Node.js that use the dialects as the pages of the original APIs do. */
class ClientsIT {
  private static final int TIMEOUT_S = 120;

  @TempDir private Path folder;

  private void assertSucceeds(String script, TestHttpClient http) throws Exception {
    var program = Objects.requireNonNull(ClientsIT.class.getResource(script)).toURI();
    var url = "http://127.0.0.1:" + http.port();
    var output = folder.resolve("output");
    var node =
        new ProcessBuilder("node", Path.of(program).toString(), url, TestGateway.ADMIN_PASSWORD)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(node.waitFor(TIMEOUT_S, TimeUnit.SECONDS));
      assertEquals("ok\n", Files.readString(output));
    } finally {
      node.destroyForcibly();
    }
  }

  /** The program expects the status and the text of each failure. */
  @Test
  @WithGateway(settings = "WARREN_HTTP_DIALECT_STATUS=body")
  void clientsReadTheReasonOfEachFailure(TestHttpClient http) throws Exception {
    assertSucceeds("clients.mjs", http);
  }

  @Test
  @WithGateway(settings = "WARREN_HTTP_DJANGO_GROUPS=Administrators,Parents,Staff")
  void clientsManageUsers(TestHttpClient http) throws Exception {
    assertSucceeds("administration.mjs", http);
  }
}
