package warren.service.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.rabbitmq.client.Connection;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import warren.client.Caller;
import warren.client.WarrenClient;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.contracts.json.Json;
import warren.contracts.json.RecordReader;
import warren.contracts.json.Sample;
import warren.service.support.Await;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/** The client has two methods for each operation, which send that operation's request. */
class ClientCatalogueIT {
  private static Connection connection;
  private static WarrenClient client;

  @BeforeAll
  static void start() throws Exception {
    var place = TestServers.take();
    connection = TestService.connect(place.amqpUri());
    client = WarrenClient.builder(place.amqpUri()).timeout(Await.PATIENCE).connect();
  }

  @AfterAll
  static void stop() {
    client.close();
    connection.abort();
  }

  private static Object group(String feature) throws ReflectiveOperationException {
    return Caller.class.getMethod(feature).invoke(client);
  }

  private static Stream<Method> methods(String feature) throws ReflectiveOperationException {
    return Arrays.stream(group(feature).getClass().getDeclaredMethods())
        .filter(method -> !method.isSynthetic());
  }

  /** The one that waits, or the other. */
  private static Method method(Operation<?, ?> operation, boolean waits)
      throws ReflectiveOperationException {
    var takes =
        operation.request().getRecordComponents().length == 0
            ? List.of()
            : List.of(operation.request());
    var found =
        methods(operation.feature())
            .filter(method -> List.of(method.getParameterTypes()).equals(takes))
            .filter(method -> method.getReturnType() == CompletableFuture.class != waits)
            .toList();
    assertEquals(1, found.size(), found::toString);
    return found.get(0);
  }

  @Test
  void itHasNoOthers() throws Exception {
    for (var feature : Catalogue.OPERATIONS.stream().map(Operation::feature).distinct().toList()) {
      var operations =
          Catalogue.OPERATIONS.stream().filter(o -> o.feature().equals(feature)).count();
      assertEquals(2 * operations, methods(feature).count(), feature);
    }
  }

  @ParameterizedTest
  @FieldSource("warren.contracts.catalogue.Catalogue#OPERATIONS")
  void eachSendsItsRequestAndReturnsItsReply(Operation<?, ?> operation) throws Exception {
    var waits = method(operation, true);
    var later = method(operation, false);
    assertEquals(waits.getName() + "Async", later.getName());
    assertEquals(
        operation.reply() == Void.class ? void.class : operation.reply(), waits.getReturnType());
    try (var asked = new StubService(connection, operation.name())) {
      var asynchronous =
          CompletableFuture.class.cast(
              later.invoke(group(operation.feature()), arguments(operation)));
      answer(asked, operation);
      assertReturned(operation, asynchronous.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS));

      var waiting = CompletableFuture.supplyAsync(() -> invoke(waits, operation));
      answer(asked, operation);
      assertReturned(operation, waiting.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
  }

  private static Object invoke(Method method, Operation<?, ?> operation) {
    try {
      return method.invoke(group(operation.feature()), arguments(operation));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object[] arguments(Operation<?, ?> operation) {
    var sample = Sample.request(operation.request());
    return operation.request().getRecordComponents().length == 0
        ? new Object[0]
        : new Object[] {RecordReader.of(operation.request()).read(sample)};
  }

  private static void answer(StubService asked, Operation<?, ?> operation) throws Exception {
    var request = asked.next();
    // fields without an example are omitted and not sent as null
    assertEquals(
        Sample.request(operation.request()).toString(), new String(request.getBody(), UTF_8));
    asked.answer(request, 200, "{\"data\": %s}".formatted(data(operation.reply())));
  }

  private static JsonNode data(Class<?> reply) {
    if (reply.isRecord()) {
      return Sample.reply(reply.asSubclass(Record.class));
    }
    return reply == Void.class ? NullNode.instance : TextNode.valueOf("a.b.c");
  }

  private static void assertReturned(Operation<?, ?> operation, Object returned) {
    assertEquals(data(operation.reply()).toString(), new String(Json.write(returned), UTF_8));
  }
}
