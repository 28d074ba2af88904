package warren.service.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;
import warren.service.support.WarrenTest.Scope;

/** A Node program that sends requests over AMQP 1.0, which RabbitMQ supports since 4.0. */
@Tag("rabbitmq4")
@WarrenTest(scope = Scope.CLASS)
class Amqp10IT {
  private static final int TIMEOUT_S = 120;
  private static final Path SOURCES = Path.of("src/test/node/amqp10");

  /** Most characters of this name must be percent-encoded in an address. */
  private static final String REPLY_QUEUE = "replies/to the 1.0+é%";

  /** The reply to each request, by the name that the program gives it. */
  private static final Map<String, JsonNode> REPLIES = new HashMap<>();

  private static TestService service;

  @BeforeAll
  static void send(TestService started, @TempDir Path folder) throws Exception {
    service = started;
    try (var channel = service.connection().createChannel()) {
      channel.queueDeclare(REPLY_QUEUE, true, false, false, null);
    }
    try (var files = Files.newDirectoryStream(SOURCES, Files::isRegularFile)) {
      for (var file : files) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    run(folder, List.of("npm", "ci"));
    var broker = URI.create(service.place().amqpUri());
    var printed =
        run(
            folder,
            List.of(
                "node",
                "callers.mjs",
                Integer.toString(broker.getPort()),
                broker.getPath().substring(1),
                REPLY_QUEUE,
                service.adminToken()));
    for (var line : printed.lines().toList()) {
      var reply = new ObjectMapper().readTree(line);
      REPLIES.put(reply.get("name").textValue(), reply);
    }
  }

  private static String run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    var output = folder.resolve("output");
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(process.waitFor(TIMEOUT_S, TimeUnit.SECONDS), () -> "no end: " + command);
      var text = Files.readString(output, UTF_8);
      assertEquals(0, process.exitValue(), text);
      return text;
    } finally {
      process.destroyForcibly();
    }
  }

  private static JsonNode reply(String name) {
    return Objects.requireNonNull(REPLIES.get(name), () -> name + " is missing in " + REPLIES);
  }

  private static void assertStatus(int status, String name) {
    assertEquals(status, reply(name).get("status").intValue(), () -> reply(name).toString());
  }

  @Test
  void aTextAndBytesAreRead() {
    for (var body : List.of("text", "long text", "bytes")) {
      assertStatus(200, body);
    }
  }

  @Test
  void aBodyOfAnotherTypeIsRefused() {
    for (var body : List.of("map", "list")) {
      assertStatus(400, body);
      assertEquals("malformed", reply(body).at("/body/error/code").textValue());
    }
  }

  @Test
  void aTextAndAUuidAreReturnedAsTheCorrelationId() {
    assertEquals("a text", reply("text").get("id").textValue());
    assertEquals("ab".repeat(16), reply("uuid").get("id").textValue());
  }

  @Test
  void theBrokerTurnsANumberIntoAText() {
    assertEquals("77", reply("number").get("id").textValue());
  }

  @Test
  void anyOtherCorrelationIdIsReturnedAsAnAnnotation() {
    assertEquals("0001ff", reply("binary").get("annotated").textValue());
    assertEquals("i".repeat(300), reply("long id").get("annotated").textValue());
    assertNull(reply("text").get("annotated"));
  }

  @Test
  void anApplicationPropertyContainsTheToken() {
    assertStatus(200, "token");
    assertStatus(401, "no token");
  }

  @Test
  void aBinaryMessageIdIsAnIdempotencyKey() throws Exception {
    assertStatus(200, "created");
    assertEquals(reply("created").get("body"), reply("repeated").get("body"));
    assertStatus(200, "repeated");
  }

  @Test
  void aMessageIdThatIsTooLongIsRefused() {
    assertStatus(400, "long message id");
    assertEquals(
        "The message_id must have at most 128 characters.",
        reply("long message id").at("/body/error/message").textValue());
  }
}
