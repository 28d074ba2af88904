package warren.contracts.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import warren.contracts.RefusedException;
import warren.contracts.fields.Alternatives;

class AlternativesTest {
  @Alternatives(
      value = {"name", "number"},
      required = true)
  public record Required(@Nullable String name, @Nullable Long number) {}

  @Alternatives({"name", "number"})
  public record Optional(@Nullable String name, @Nullable Long number) {}

  private static <Q extends Record> Q read(Class<Q> type, String body) {
    return RecordReader.of(type)
        .read(Json.parse(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private static @Nullable Map<String, List<String>> problems(
      Class<? extends Record> type, String body) {
    return assertThrows(RefusedException.class, () -> read(type, body)).refusal().fields();
  }

  @Test
  void oneOfTheFieldsIsAccepted() {
    assertEquals(new Required("a", null), read(Required.class, "{\"name\": \"a\"}"));
    assertEquals(new Required(null, 1L), read(Required.class, "{\"name\": null, \"number\": 1}"));
    assertEquals(new Optional(null, 1L), read(Optional.class, "{\"number\": 1}"));
  }

  @Test
  void noneIsAcceptedUnlessOneIsRequired() {
    assertEquals(new Optional(null, null), read(Optional.class, "{}"));
    assertEquals(
        Map.of("name", List.of("name or number is required")), problems(Required.class, "{}"));
  }

  @Test
  void severalAreRefused() {
    var both = "{\"name\": \"a\", \"number\": 1}";
    var refusal = Map.of("number", List.of("cannot be combined with name"));
    assertEquals(refusal, problems(Required.class, both));
    assertEquals(refusal, problems(Optional.class, both));
  }
}
