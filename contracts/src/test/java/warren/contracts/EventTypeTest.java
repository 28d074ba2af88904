package warren.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import warren.contracts.accounts.AccountEnableRequest;
import warren.contracts.events.EventType;

final class EventTypeTest {
  static Stream<Operation<?, ?>> writes() {
    return Catalogue.OPERATIONS.stream().filter(o -> o.effect() == Effect.WRITES_ONCE);
  }

  @ParameterizedTest
  @MethodSource("writes")
  void everyWriteIsTold(Operation<?, ?> operation) {
    var told =
        Arrays.stream(EventType.values()).filter(type -> type.operations().contains(operation));
    assertEquals(operation.equals(Catalogue.ACCOUNT_ENABLE) ? 2 : 1, told.count());
  }

  @Test
  void noReadIsTold() {
    var told =
        Arrays.stream(EventType.values()).flatMap(type -> type.operations().stream()).toList();
    assertTrue(told.stream().noneMatch(operation -> operation.effect() == Effect.READS));
  }

  @ParameterizedTest
  @EnumSource
  void aTextIsARoutingKeyOfTwoWords(EventType type) {
    assertTrue(type.text().matches("[a-z]+\\.[a-z_]+"), type.text());
    assertEquals(type.name(), type.text().replace('.', '_').toUpperCase(Locale.ROOT));
  }

  @Test
  void eachTextIsThereOnce() {
    var texts = Arrays.stream(EventType.values()).map(EventType::text).toList();
    assertEquals(texts, List.copyOf(new LinkedHashSet<>(texts)));
    assertEquals(22, new HashSet<>(texts).size());
  }

  @Test
  void whetherAnAccountIsEnabledSaysTheRequest() {
    var id = UUID.randomUUID();
    assertEquals(
        EventType.ACCOUNT_ENABLED,
        EventType.of(Catalogue.ACCOUNT_ENABLE, new AccountEnableRequest(id, true)));
    assertEquals(
        EventType.ACCOUNT_DISABLED,
        EventType.of(Catalogue.ACCOUNT_ENABLE, new AccountEnableRequest(id, false)));
  }
}
