package warren.contracts.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import warren.contracts.Headers;
import warren.contracts.RefusedException;
import warren.contracts.catalogue.Operation;

/** A body of the maximum size is read or refused at little cost, whatever it contains. */
class ReadingCostTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
  private static final long MAX_NS = 2_000_000;

  /** The best of several is free of compilation and of other programs. */
  private static final int ATTEMPTS = 40;

  private static final int TEXT_BYTES = Headers.MAX_BODY_BYTES - 200;

  private static final List<String> EXPENSIVE =
      List.of(
          "\u0301", // each mark is sorted among the others
          "\u0323\u0301", // marks in the wrong order
          "q" + "\u0301\u0323".repeat(15),
          "\u0958", // decomposed by NFC
          "\ufdfa", // 18 characters in NFKC
          "\uD55C", // Hangul
          "a",
          "a@",
          "1");

  @ParameterizedTest
  @FieldSource("warren.contracts.catalogue.Catalogue#OPERATIONS")
  void noTextOfAnyFieldIsExpensiveToRead(Operation<?, ?> operation) {
    for (var component : operation.request().getRecordComponents()) {
      for (var part : EXPENSIVE) {
        var text = NODES.textNode(repeated(part, TEXT_BYTES));
        assertInexpensive(
            operation, component, component.getType() == List.class ? list(text) : text);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("warren.contracts.catalogue.Catalogue#OPERATIONS")
  void noListOfAnyFieldIsExpensiveToRead(Operation<?, ?> operation) {
    for (var component : operation.request().getRecordComponents()) {
      var entry = "q" + "\u0301\u0323".repeat(15);
      var entries = TEXT_BYTES / (entry.length() * 2 + 2);
      var list = NODES.arrayNode();
      IntStream.range(0, entries).forEach(i -> list.add(entry));
      assertInexpensive(operation, component, list);
    }
  }

  private static String repeated(String part, int bytes) {
    return part.repeat(bytes / part.getBytes(UTF_8).length);
  }

  private static JsonNode list(TextNode text) {
    return NODES.arrayNode().add(text);
  }

  private static void assertInexpensive(
      Operation<?, ?> operation, RecordComponent component, JsonNode value) {
    var name = RecordReader.nameOf(component);
    var body = Json.write(NODES.objectNode().set(name, value));
    var reader = RecordReader.of(operation.request());
    var best =
        LongStream.generate(() -> cost(reader, body)).limit(ATTEMPTS).filter(ns -> ns < MAX_NS);
    assertTrue(best.findFirst().isPresent(), () -> operation.name() + " " + name);
  }

  private static long cost(RecordReader<?> reader, byte[] body) {
    var before = THREAD.getCurrentThreadCpuTime();
    try {
      reader.read(Json.parse(body));
    } catch (RefusedException e) {
      // refused, which must not be expensive either
    }
    return THREAD.getCurrentThreadCpuTime() - before;
  }
}
