package warren.contracts.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import warren.contracts.Change;
import warren.contracts.RoleReference;
import warren.contracts.Secret;
import warren.contracts.accounts.AccountInfo;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.contracts.fields.Example;
import warren.contracts.fields.FieldAnnotations;
import warren.contracts.tokens.TokenStatus;

class SampleTest {
  private static final String ALL = "warren.contracts.catalogue.Catalogue#OPERATIONS";

  public record Inner(@Example("x") String text) {}

  public record Outer(
      @Example("a") String text,
      @Example("7") long number,
      @Example("true") Boolean flag,
      @Example("hidden") Secret secret,
      @Example("20") RoleReference role,
      @Example("b") Change<String> change,
      @Nullable Change<String> changeWithout,
      @Example("3") List<Long> numbers,
      Inner inner,
      List<Inner> inners,
      @Nullable Long without,
      List<Long> none,
      Map<String, String> map) {}

  @Test
  void aReplyHasEveryField() {
    assertEquals(
        "{\"text\":\"a\",\"number\":7,\"flag\":true,\"secret\":\"hidden\",\"role\":\"20\",\"change\":\"b\",\"change_without\":null,"
            + "\"numbers\":[3],\"inner\":{\"text\":\"x\"},\"inners\":[{\"text\":\"x\"}],"
            + "\"without\":null,\"none\":[],\"map\":{}}",
        Sample.reply(Outer.class).toString());
  }

  @Test
  void aRequestOmitsFieldsWithoutAnExample() {
    var expected = Sample.reply(Outer.class);
    expected.remove(List.of("change_without", "without", "none", "map"));
    assertEquals(expected, Sample.request(Outer.class));
  }

  /** Requests, replies, and the records within replies. */
  static Stream<RecordComponent> components() {
    return Catalogue.OPERATIONS.stream()
        .<Class<?>>mapMulti(
            (operation, types) -> {
              types.accept(operation.request());
              types.accept(operation.reply());
            })
        .distinct()
        .flatMap(SampleTest::componentsOf);
  }

  private static Stream<RecordComponent> componentsOf(Class<?> type) {
    return type.isRecord()
        ? Arrays.stream(type.getRecordComponents())
            .flatMap(c -> Stream.concat(Stream.of(c), componentsOf(elementOf(c))))
        : Stream.empty();
  }

  private static Class<?> elementOf(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType list
        ? (Class<?>) list.getActualTypeArguments()[0]
        : component.getType();
  }

  @ParameterizedTest
  @MethodSource("components")
  void aFieldHasAnExampleUnlessItMayBeAbsentOrHoldsOthers(RecordComponent component) {
    assertTrue(
        FieldAnnotations.has(component, Example.class)
            || RecordReader.isOptional(component)
            || List.of(List.class, Map.class, AccountInfo.class).contains(component.getType())
            || component.getDeclaringRecord() == RoleReference.class,
        component.getDeclaringRecord() + ": " + component);
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void aRequestsSampleIsReadAndWrittenAndReadAgain(Operation<?, ?> operation) {
    var sample = Sample.request(operation.request());
    var first = readAndWritten(operation, sample);
    sample.properties().forEach(f -> assertSame(f.getValue(), first.get(f.getKey())));
    assertSame(first, readAndWritten(operation, first));
    assertEquals(operation.request().getRecordComponents().length, first.size());
  }

  private static ObjectNode readAndWritten(Operation<?, ?> operation, ObjectNode body) {
    return Json.parse(Json.write(RecordReader.of(operation.request()).read(body)));
  }

  static List<Class<?>> replies() {
    return Catalogue.OPERATIONS.stream()
        .<Class<?>>map(Operation::reply)
        .filter(Class::isRecord)
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("replies")
  void aReplysSampleIsWrittenWithAllItsFields(Class<? extends Record> reply) {
    var sample = Sample.reply(reply);
    assertSame(sample, readAndWritten(reply, sample));
    assertEquals(reply.getRecordComponents().length, sample.size());
  }

  static Stream<Class<?>> repliesWithAllTheirFields() {
    // the other fields of an inactive token are omitted
    return replies().stream().filter(reply -> reply != TokenStatus.class);
  }

  @Test
  void anInactiveTokenHasNoOtherFields() {
    assertEquals("{\"active\":false}", new String(Json.write(TokenStatus.INACTIVE), UTF_8));
  }

  @ParameterizedTest
  @MethodSource("repliesWithAllTheirFields")
  void anAbsentFieldOfAReplyIsNull(Class<? extends Record> reply) {
    var sample = Sample.reply(reply);
    for (var component : reply.getRecordComponents()) {
      if (RecordReader.isOptional(component)) {
        sample.putNull(RecordReader.nameOf(component));
      }
    }
    assertSame(sample, readAndWritten(reply, sample));
  }

  private static JsonNode readAndWritten(Class<?> reply, JsonNode data) {
    return Json.parse(Json.write(Json.read(data.toString(), reply)));
  }

  /** As text: a number is written alike however wide it is. */
  private static void assertSame(@Nullable JsonNode expected, @Nullable JsonNode actual) {
    assertEquals(String.valueOf(expected), String.valueOf(actual));
  }
}
