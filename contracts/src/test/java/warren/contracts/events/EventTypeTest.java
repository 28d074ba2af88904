package warren.contracts.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EventTypeTest {
  @ParameterizedTest
  @EnumSource
  void aTextIsARoutingKeyOfTwoWords(EventType type) {
    assertTrue(type.text().matches("[a-z]+\\.[a-z_]+"), type.text());
    assertEquals(type.name(), type.text().replace('.', '_').toUpperCase(Locale.ROOT));
  }

  @Test
  void eachTextExistsOnce() {
    var texts = Arrays.stream(EventType.values()).map(EventType::text).toList();
    assertEquals(texts, List.copyOf(new LinkedHashSet<>(texts)));
    assertEquals(23, new HashSet<>(texts).size());
  }
}
