package warren.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.contracts.json.RecordReader;
import warren.contracts.json.Sample;

/** Programs create requests from the required fields, and then add optional fields one by one. */
class RequestRecordsTest {
  private record Optional(Operation<?, ?> operation, int index) {
    RecordComponent component() {
      return operation.request().getRecordComponents()[index];
    }

    @Override
    public String toString() {
      return operation + " " + component().getName();
    }
  }

  static Stream<Optional> optionals() {
    return Catalogue.OPERATIONS.stream()
        .flatMap(
            operation ->
                Stream.iterate(0, i -> i + 1)
                    .limit(operation.request().getRecordComponents().length)
                    .map(i -> new Optional(operation, i)))
        .filter(optional -> RecordReader.isOptional(optional.component()));
  }

  /** The sample's values: those of the required fields, or all. */
  private static Object[] values(Operation<?, ?> operation, boolean all) throws Exception {
    var sample = RecordReader.of(operation.request()).read(Sample.request(operation.request()));
    var components = operation.request().getRecordComponents();
    var values = new @Nullable Object[components.length];
    for (var i = 0; i < values.length; i++) {
      values[i] =
          all || !RecordReader.isOptional(components[i])
              ? components[i].getAccessor().invoke(sample)
              : null;
    }
    return values;
  }

  private static Object make(Operation<?, ?> operation, Object[] values) throws Exception {
    var types =
        Arrays.stream(operation.request().getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    return operation.request().getConstructor(types).newInstance(values);
  }

  @ParameterizedTest
  @FieldSource("warren.contracts.catalogue.Catalogue#OPERATIONS")
  void theRequiredFieldsAreEnoughForARequest(Operation<?, ?> operation) throws Exception {
    var required =
        Stream.of(operation.request().getRecordComponents())
            .filter(component -> !RecordReader.isOptional(component))
            .toList();
    var values = values(operation, false);
    var given = Arrays.stream(values).filter(value -> value != null).toArray();
    var constructor =
        operation
            .request()
            .getConstructor(required.stream().map(RecordComponent::getType).toArray(Class[]::new));
    assertEquals(make(operation, values), constructor.newInstance(given));
  }

  @ParameterizedTest
  @MethodSource("optionals")
  void eachOptionalFieldCanBeGivenAlone(Optional optional) throws Exception {
    var value = valueFor(optional);
    var name = optional.component().getName();
    var with =
        Arrays.stream(optional.operation().request().getMethods())
            .filter(m -> m.getName().equalsIgnoreCase("with" + name))
            .toList();
    assertEquals(1, with.size(), with::toString);

    var changed = value instanceof Change<?> change ? change.value() : value;
    for (var all : List.of(false, true)) {
      var values = values(optional.operation(), all);
      var before = make(optional.operation(), values);
      values[optional.index()] = value;
      assertEquals(make(optional.operation(), values), with.get(0).invoke(before, changed));
    }
  }

  private static Object valueFor(Optional optional) throws Exception {
    var sample = values(optional.operation(), true)[optional.index()];
    if (sample != null) {
      return sample;
    }
    var type = optional.component().getType();
    var value =
        Stream.of("given", 7L, true, List.of(), Secret.of("given"))
            .filter(type::isInstance)
            .findFirst()
            .orElseGet(() -> other(type));
    assertNotNull(value);
    return value;
  }

  private static Object other(Class<?> type) {
    if (type == UUID.class) {
      return new UUID(0, 1);
    }
    if (type == RoleReference.class) {
      return new RoleReference("given");
    }
    return type == Instant.class ? Instant.EPOCH : new Change<>("given");
  }
}
