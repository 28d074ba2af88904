package warren.contracts.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static warren.contracts.json.Reading.problemOf;
import static warren.contracts.json.Reading.problems;
import static warren.contracts.json.Reading.readObject;
import static warren.contracts.json.Reading.readValue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.RoleReference;
import warren.contracts.Secret;
import warren.contracts.fields.Clearable;
import warren.contracts.fields.Limit;

class RecordReaderTest {
  public record Empty() {}

  public record Mixed(
      @Limit(max = 3) String userName,
      @JsonProperty("user-id") @Nullable UUID id,
      @Nullable Long ttl,
      @Nullable Boolean permanent) {}

  public record Hidden(Secret secret) {}

  public record Numbers(@Limit(min = 1, max = 3) List<Long> numbers) {}

  public record Pair(@Limit(min = 2) List<Long> numbers) {}

  public record Names(@Limit(min = 0, max = 2) List<String> names) {}

  public record Whole(@Limit(min = 0, max = 2) @Clearable @Nullable List<String> names) {}

  public record Role(RoleReference role) {}

  @Test
  void namesAreInSnakeCaseOrAsAnnotated() {
    var id = "019449c5-6f00-7000-8000-000000000002";
    assertEquals(
        new Mixed("ada", UUID.fromString(id), 5L, true),
        readObject(
            Mixed.class,
            "{\"user_name\":\"ada\",\"user-id\":\"%s\",\"ttl\":5,\"permanent\":true}"
                .formatted(id)));
  }

  @Test
  void unknownFieldsAreIgnored() {
    assertEquals(new Empty(), readObject(Empty.class, "{\"a\":1,\"b\":{\"c\":[]}}"));
    assertEquals(
        new Mixed("ada", null, null, null),
        readObject(Mixed.class, "{\"user_name\":\"ada\",\"userName\":1,\"user_id\":1,\"TTL\":1}"));
  }

  @Test
  void nullCountsAsAbsent() {
    assertEquals(
        new Mixed("ada", null, null, null),
        readObject(
            Mixed.class,
            "{\"user_name\":\"ada\",\"user-id\":null,\"ttl\":null,\"permanent\":null}"));
    assertEquals(
        Map.of("user_name", List.of("is required")), problems(Mixed.class, "{\"user_name\":null}"));
    assertEquals(Map.of("user_name", List.of("is required")), problems(Mixed.class, "{}"));
  }

  @Test
  void allWrongFieldsAreNamedInTheirOrder() {
    var wrong =
        problems(
            Mixed.class,
            "{\"permanent\":\"no\",\"ttl\":\"soon\",\"user-id\":\"me\",\"user_name\":\"long\"}");
    assertEquals(
        Map.of(
            "user_name", List.of("must be at most 3 characters"),
            "user-id", List.of("must be a UUID"),
            "ttl", List.of("must be a whole number"),
            "permanent", List.of("must be true or false")),
        wrong);
    assertEquals(List.of("user_name", "user-id", "ttl", "permanent"), List.copyOf(wrong.keySet()));
  }

  @Test
  void aListIsTakenInItsOrder() {
    assertEquals(List.of(3L, 1L, 1L), readValue(Numbers.class, "[3,\"1\",1]").numbers());
    assertEquals(List.of("b", "a"), readValue(Names.class, "[\"b\",\"a\"]").names());
    assertEquals(List.of(), readValue(Names.class, "[]").names());
  }

  @Test
  void aListThatMayBeClearedIsEmptiedByNull() {
    assertNull(readObject(Whole.class, "{}").names());
    assertEquals(List.of(), readValue(Whole.class, "null").names());
    assertEquals(List.of(), readValue(Whole.class, "[]").names());
    assertEquals("is required", problemOf(Names.class, "null"));
  }

  @Test
  void aListHasItsLimits() {
    assertEquals("must have at most 3 entries", problemOf(Numbers.class, "[1,2,3,4]"));
    assertEquals("must not be empty", problemOf(Numbers.class, "[]"));
    assertEquals("must have at least 2 entries", problemOf(Pair.class, "[1]"));
    assertEquals(List.of(1L, 2L), readValue(Pair.class, "[1,2]").numbers());
  }

  @Test
  void aWrongEntryIsNamed() {
    assertEquals("entry 1 must be a whole number", problemOf(Numbers.class, "[1,\"x\",\"y\"]"));
    assertEquals("entry 0 must be a whole number", problemOf(Numbers.class, "[null]"));
    assertEquals("entry 0 must be text", problemOf(Names.class, "[[]]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"1\"", "{}", "true"})
  void aValueThatIsNotAListIsRefused(String json) {
    assertEquals("must be a list", problemOf(Numbers.class, json));
  }

  @Test
  void aRoleIsNamedByTextOrNumber() {
    assertEquals(new RoleReference("admin"), readValue(Role.class, "\"admin\"").role());
    assertEquals(new RoleReference("20"), readValue(Role.class, "\"20\"").role());
    assertEquals(new RoleReference("20"), readValue(Role.class, "20").role());
    assertEquals(new RoleReference("20"), readValue(Role.class, "20.0").role());
    assertEquals("x".repeat(64), Reading.read(Role.class, "x".repeat(64)).role().text());
  }

  @Test
  void aValueThatIsNotARoleReferenceIsRefused() {
    assertEquals("must not be empty", problemOf(Role.class, "\"\""));
    assertEquals("must be at most 64 characters", Reading.problem(Role.class, "x".repeat(65)));
    for (var json : List.of("2.5", "99999999999", "true", "[]", "{}")) {
      assertEquals("must be text", problemOf(Role.class, json));
    }
  }

  @Test
  void aRequestHasNoSecretInItsText() {
    var text = Reading.read(Hidden.class, "hunter2").toString();
    assertEquals("Hidden[secret=(secret)]", text);
  }

  record NotPublic(String text) {}

  public record Unreadable(double number) {}

  @Test
  void aRecordThatCannotBeReadIsRefusedWhenItsReaderIsMade() {
    assertThrows(IllegalArgumentException.class, () -> RecordReader.of(NotPublic.class));
    assertThrows(IllegalArgumentException.class, () -> RecordReader.of(Unreadable.class));
    assertNotNull(RecordReader.of(Empty.class));
    assertNull(readObject(Mixed.class, "{\"user_name\":\"ada\"}").ttl());
  }
}
