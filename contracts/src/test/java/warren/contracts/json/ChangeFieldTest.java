package warren.contracts.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static warren.contracts.json.Reading.problemOf;
import static warren.contracts.json.Reading.readObject;
import static warren.contracts.json.Reading.readValue;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import warren.contracts.Change;
import warren.contracts.fields.Limit;
import warren.contracts.fields.Trimmed;

class ChangeFieldTest {
  public record Named(@Limit(max = 3) @Trimmed @Nullable Change<String> name) {}

  public record Counted(@Limit(max = 3) @Nullable Change<Long> count) {}

  @Test
  void anAbsentFieldRemainsUnchanged() {
    assertNull(readObject(Named.class, "{}").name());
  }

  @Test
  void nullClears() {
    assertEquals(new Change<String>(null), readValue(Named.class, "null").name());
  }

  @Test
  void aValueIsReadAsItsTypeIs() {
    assertEquals(new Change<>("ada"), readValue(Named.class, "\"ada\"").name());
    assertEquals(new Change<>(3L), readValue(Counted.class, "\"3\"").count());
  }

  @Test
  void aWrongValueIsRefusedAsOfItsType() {
    assertEquals("must be text", problemOf(Named.class, "7"));
    assertEquals("must be at most 3 characters", problemOf(Named.class, "\"adas\""));
    assertEquals("must not begin or end with white space", problemOf(Named.class, "\" a\""));
    assertEquals("must be at most 3", problemOf(Counted.class, "4"));
    assertEquals("must be text", problemOf(Named.class, "{\"value\": \"ada\"}"));
  }

  @Test
  void itIsWrittenAsItsValue() {
    assertEquals("{\"name\":\"ada\"}", written(new Named(new Change<>("ada"))));
    assertEquals("{\"name\":null}", written(new Named(new Change<>(null))));
  }

  private static String written(Named named) {
    return new String(Json.write(named), StandardCharsets.UTF_8);
  }
}
