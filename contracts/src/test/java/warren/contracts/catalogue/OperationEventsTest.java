package warren.contracts.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import warren.contracts.accounts.AccountEnableRequest;
import warren.contracts.events.EventType;
import warren.contracts.service.ServiceStatusRequest;

class OperationEventsTest {
  private static final Set<Operation<?, ?>> WITH_TWO_EVENTS =
      Set.of(
          AccountCatalogue.ACCOUNT_CREATE,
          AccountCatalogue.SIGN_UP,
          AccountCatalogue.ACCOUNT_ENABLE);

  private static Stream<Operation<?, ?>> with(Effect effect) {
    return Catalogue.OPERATIONS.stream().filter(operation -> operation.effect() == effect);
  }

  static Stream<Operation<?, ?>> idempotent() {
    return with(Effect.IDEMPOTENT);
  }

  @ParameterizedTest
  @MethodSource("idempotent")
  void everyIdempotentOperationPublishesAnEvent(Operation<?, ?> operation) {
    assertEquals(WITH_TWO_EVENTS.contains(operation) ? 2 : 1, operation.events().size());
  }

  @Test
  void noReadPublishesAnEvent() {
    assertEquals(List.of(), with(Effect.READ).flatMap(o -> o.events().stream()).toList());
    assertThrows(
        IllegalArgumentException.class,
        () -> ServiceCatalogue.SERVICE_STATUS.eventOf(new ServiceStatusRequest()));
  }

  @Test
  void everyEventIsPublishedBySomeOperation() {
    Set<EventType> published =
        Catalogue.OPERATIONS.stream()
            .flatMap(operation -> operation.events().stream())
            .collect(Collectors.toSet());
    assertEquals(EnumSet.allOf(EventType.class), published);
  }

  @Test
  void enablingAndDisablingPublishDifferentEvents() {
    var operation = AccountCatalogue.ACCOUNT_ENABLE;
    var id = UUID.randomUUID();
    assertEquals(EventType.ACCOUNT_ENABLED, operation.eventOf(new AccountEnableRequest(id, true)));
    assertEquals(
        EventType.ACCOUNT_DISABLED, operation.eventOf(new AccountEnableRequest(id, false)));
  }

  @Test
  void theRequestOfAnotherOperationHasNoEventHere() {
    var request = new ServiceStatusRequest();
    assertThrows(ClassCastException.class, () -> AccountCatalogue.ACCOUNT_CREATE.eventOf(request));
  }
}
