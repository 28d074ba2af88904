package warren.contracts.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import warren.contracts.ErrorCode;
import warren.contracts.RefusedException;

/** Reading records in tests. */
final class Reading {
  private Reading() {}

  /** Reads a record from a JSON object. */
  static <Q extends Record> Q readObject(Class<Q> type, String json) {
    return RecordReader.of(type).read(object(json));
  }

  /** The errors of the fields. */
  static Map<String, List<String>> problems(Class<? extends Record> type, String json) {
    return problems(type, object(json));
  }

  private static Map<String, List<String>> problems(
      Class<? extends Record> type, ObjectNode object) {
    var reader = RecordReader.of(type);
    var refusal = assertThrows(RefusedException.class, () -> reader.read(object)).refusal();
    assertEquals(ErrorCode.INVALID_FIELDS, refusal.code());
    return Objects.requireNonNull(refusal.fields());
  }

  /** Reads a record with one component from its value in JSON. */
  static <Q extends Record> Q readValue(Class<Q> type, String json) {
    return readObject(type, only(type, json));
  }

  /** Reads a record with one component from a text, which need not be JSON. */
  static <Q extends Record> Q read(Class<Q> type, String text) {
    return RecordReader.of(type).read(holding(type, text));
  }

  /** The errors of the value of the only component. */
  static String problemOf(Class<? extends Record> type, String json) {
    return theOne(type, problems(type, only(type, json)));
  }

  /** The errors of the text. */
  static String problem(Class<? extends Record> type, String text) {
    return theOne(type, problems(type, holding(type, text)));
  }

  private static String theOne(Class<?> type, Map<String, List<String>> problems) {
    var field = type.getRecordComponents()[0].getName();
    assertEquals(List.of(field), List.copyOf(problems.keySet()));
    var ofField = Objects.requireNonNull(problems.get(field));
    assertEquals(1, ofField.size());
    return ofField.get(0);
  }

  private static String only(Class<?> type, String json) {
    return "{\"%s\":%s}".formatted(type.getRecordComponents()[0].getName(), json);
  }

  private static ObjectNode holding(Class<?> type, String text) {
    return JsonNodeFactory.instance.objectNode().put(type.getRecordComponents()[0].getName(), text);
  }

  private static ObjectNode object(String json) {
    return Json.parse(json.getBytes(StandardCharsets.UTF_8));
  }
}
