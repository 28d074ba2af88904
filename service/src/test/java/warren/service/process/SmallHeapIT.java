package warren.service.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.PasswordCaller.LOGIN;

import com.rabbitmq.client.Connection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import warren.contracts.Headers;
import warren.local.DataFolder;
import warren.local.PrivateBroker;
import warren.service.support.ConcurrentCaller;
import warren.service.support.Program;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** A service with a heap of 128 MiB, and a broker that accepts messages of its default size. */
class SmallHeapIT {
  private static final int MEBIBYTE = 1024 * 1024;

  private static final String JVM = "-Xmx128m -XX:+ExitOnOutOfMemoryError";

  private static PrivateBroker broker(DataFolder folder) throws Exception {
    var path = folder.path().resolve("broker");
    var broker = PrivateBroker.start(path, 0, List.of());
    broker.stop();
    var configuration = path.resolve("rabbitmq.conf");
    Files.writeString(
        configuration, Files.readString(configuration).replaceFirst("max_message_size = .*\n", ""));
    broker.restart();
    return broker;
  }

  private static Map<String, String> settings(String amqpUri) {
    Map<String, String> settings = new HashMap<>();
    settings.put("WARREN_AMQP_URI", amqpUri);
    settings.put("WARREN_ARGON2_MEMORY_KIB", "65536");
    settings.put("WARREN_ARGON2_ITERATIONS", "3");
    settings.put("WARREN_HASH_THREADS", "1");
    settings.put("WARREN_HASH_WAITING", "300");
    settings.put("WARREN_LOGIN_QUEUE_TIME", "1h");
    settings.put("JAVA_TOOL_OPTIONS", JVM);
    return TestService.settings(TestServers.take(), settings);
  }

  @Test
  void largeMessagesAreRefusedWhileAllOtherRequestsSucceed() throws Exception {
    try (var folder = DataFolder.open(Files.createTempDirectory(Path.of("target"), "small"));
        var broker = broker(folder);
        var program = Program.start(settings(broker.uri()), "serve");
        var connection = TestService.connect(broker.uri())) {
      program.awaitPrinted("Warren is ready.");
      refusesLargeMessages(connection);
    }
  }

  private static void refusesLargeMessages(Connection connection) throws Exception {
    try (var caller = ConcurrentCaller.byQueue(connection)) {
      List<String> large = new ArrayList<>();
      List<String> logins = new ArrayList<>();
      for (var size : List.of(4, 100, 4, 17, 4)) {
        logins.addAll(logins(8, caller));
        large.addAll(messages(size == 4 ? 30 : 2, size * MEBIBYTE, caller));
      }
      // as large as is accepted, so that all of them are held in memory
      var full = messages(400, Headers.MAX_BODY_BYTES, caller);
      caller.awaitReplies(large);
      caller.awaitReplies(full);
      caller.awaitReplies(logins);

      assertEquals(Map.of("too_large", (long) large.size()), caller.outcomes(large));
      assertEquals(Map.of("malformed", (long) full.size()), caller.outcomes(full));
      assertEquals(Map.of("bad_credentials", (long) logins.size()), caller.outcomes(logins));
      assertEquals("200", caller.outcome(caller.send("RequestPublicKeys", Map.of())));
      caller.assertNoDuplicateReplies();
    }
  }

  /** Passwords of accounts that do not exist. */
  private static List<String> logins(int count, ConcurrentCaller caller) throws Exception {
    List<String> ids = new ArrayList<>();
    for (var i = 0; i < count; i++) {
      var login = Map.of("username", UUID.randomUUID().toString(), "password", "whatever it is");
      ids.add(caller.send(LOGIN, login));
    }
    return ids;
  }

  /** Messages in the queue of logins and another queue. */
  private static List<String> messages(int count, int size, ConcurrentCaller caller)
      throws Exception {
    var body = new byte[size];
    List<String> ids = new ArrayList<>();
    for (var i = 0; i < count; i++) {
      var operation = i % 2 == 0 ? LOGIN : "RequestUsernames";
      ids.add(caller.send(operation, body, properties -> properties));
    }
    return ids;
  }
}
