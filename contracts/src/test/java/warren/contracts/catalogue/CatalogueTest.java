package warren.contracts.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import warren.contracts.ErrorCode;
import warren.contracts.Permission;
import warren.contracts.Secret;
import warren.contracts.fields.FieldAnnotations;
import warren.contracts.fields.Limit;
import warren.contracts.json.RecordReader;
import warren.contracts.service.ServiceStatus;
import warren.contracts.service.ServiceStatusRequest;

class CatalogueTest {
  private static final String ALL = "warren.contracts.catalogue.Catalogue#OPERATIONS";
  private static final List<String> FEATURES =
      List.of("tokens", "accounts", "passwords", "access", "moderation", "service");

  private static final List<Class<?>> PARTS =
      List.of(
          TokenCatalogue.class,
          AccountCatalogue.class,
          PasswordCatalogue.class,
          RoleCatalogue.class,
          PermissionCatalogue.class,
          GroupCatalogue.class,
          ModerationCatalogue.class,
          ServiceCatalogue.class);

  @Test
  void noTwoOperationsHaveOneName() {
    var names = new HashSet<String>();
    Catalogue.OPERATIONS.forEach(o -> assertTrue(names.add(o.name()), o.name()));
    assertEquals(names, Catalogue.names());
  }

  @Test
  void anOperationWithoutAnAccessRuleCannotBeCreated() {
    var entry =
        Feature.SERVICE
            .request("RequestServiceStatus", ServiceStatusRequest.class)
            .reply("ReturnServiceStatus", ServiceStatus.class);
    var thrown = assertThrows(NullPointerException.class, entry::read);
    assertEquals("RequestServiceStatus has no access rule", thrown.getMessage());
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void anOperationIsFoundByItsName(Operation<?, ?> operation) {
    assertSame(operation, Catalogue.find(operation.name()).orElseThrow());
  }

  @Test
  void anUnknownOperationIsNotFound() {
    assertEquals(Optional.empty(), Catalogue.find("RequestNothing"));
    assertEquals(Optional.empty(), Catalogue.find(""));
  }

  @ParameterizedTest
  @FieldSource("PARTS")
  void everyConstantIsListedInItsPlaceAndNamedAfterItsOperation(Class<?> part) throws Exception {
    List<Operation<?, ?>> constants = new ArrayList<>();
    for (var field : part.getFields()) {
      if (field.get(null) instanceof Operation<?, ?> operation) {
        assertEquals(constantName(operation), field.getName());
        constants.add(operation);
      }
    }
    assertEquals(constants, part.getDeclaredField("OPERATIONS").get(null));
  }

  @Test
  void thePartsMakeUpTheCatalogue() {
    var constants =
        PARTS.stream()
            .flatMap(part -> Arrays.stream(part.getFields()))
            .filter(field -> field.getType() == Operation.class);
    assertEquals(constants.count(), Catalogue.OPERATIONS.size());
  }

  private static String constantName(Operation<?, ?> operation) {
    return operation
        .name()
        .replaceFirst("^Request", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
        .toUpperCase(Locale.ROOT);
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void anOperationIsARequestOrAnUpdate(Operation<?, ?> operation) {
    assertMatches("(Request|Update)([A-Z][a-z]+)+", operation.name());
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void aReadReturnsAndAWriteConfirms(Operation<?, ?> operation) {
    var verb =
        switch (operation.effect()) {
          case READ -> "Return";
          case IDEMPOTENT -> "Confirm";
          case REPEATABLE -> "(Return|Confirm)";
        };
    assertMatches(verb + "([A-Z][a-z]+)+", operation.replyName());
  }

  @Test
  void featuresAreInOrderAndContiguous() {
    var features = Catalogue.OPERATIONS.stream().map(Operation::feature).toList();
    var inOrder = features.stream().distinct().toList();
    assertEquals(FEATURES.stream().filter(inOrder::contains).toList(), inOrder);
    assertEquals(
        features.stream().sorted((a, b) -> FEATURES.indexOf(a) - FEATURES.indexOf(b)).toList(),
        features);
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void aRequestIsNamedAfterItsOperationAndLiesInItsFeature(Operation<?, ?> operation) {
    assertEquals(
        "warren.contracts.%s.%sRequest"
            .formatted(operation.feature(), operation.name().replaceFirst("^Request", "")),
        operation.request().getName());
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void aReplyIsARecordOrASecretOrNothing(Operation<?, ?> operation) {
    var reply = operation.reply();
    assertTrue(
        reply.isRecord() || Set.of(Secret.class, Void.class).contains(reply), reply.getName());
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void aSummaryIsOneSentence(Operation<?, ?> operation) {
    assertMatches("[A-Z][^.]*\\.", operation.summary());
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void everyTextOfARequestHasALimit(Operation<?, ?> operation) {
    for (var component : operation.request().getRecordComponents()) {
      if (component.getType() == String.class || component.getType() == List.class) {
        assertTrue(FieldAnnotations.has(component, Limit.class), component.toString());
      }
    }
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void passwordsAndTokensOfARequestAreSecrets(Operation<?, ?> operation) {
    for (var component : operation.request().getRecordComponents()) {
      if (component.getName().matches("(?i).*(password|token|secret).*")) {
        assertSame(Secret.class, component.getType(), component.toString());
      }
    }
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void fieldsAreInSnakeCase(Operation<?, ?> operation) {
    assertSnakeCase(operation.request());
    assertSnakeCase(operation.reply());
  }

  private static void assertSnakeCase(Class<?> type) {
    components(type)
        .map(RecordReader::nameOf)
        // with a hyphen, as the original API has it
        .filter(name -> !name.equals("user-id"))
        .forEach(name -> assertMatches("[a-z]+(_[a-z]+)*", name));
  }

  private static java.util.stream.Stream<RecordComponent> components(Class<?> type) {
    return type.isRecord()
        ? Arrays.stream(type.getRecordComponents())
        : java.util.stream.Stream.empty();
  }

  @Test
  void onlyARequestThatNamesAnAccountCanBeOnesOwn() {
    var entry =
        Feature.TOKENS
            .request("RequestNothing", Nothing.class)
            .reply("ReturnNothing", Void.class)
            .summary("Does nothing.");
    assertThrows(
        IllegalArgumentException.class,
        () -> entry.access(new Access.SelfOr(Permission.CAN_READ_ACCOUNTS)));
  }

  record Nothing() {}

  @ParameterizedTest
  @FieldSource(ALL)
  void everyRefusalIsDeclaredOnce(Operation<?, ?> operation) {
    var all = operation.refusals();
    assertTrue(all.containsAll(ErrorCode.OF_ANY_REQUEST));
    assertEquals(
        all.size(),
        ErrorCode.OF_ANY_REQUEST.size()
            + operation.access().refusals().size()
            + operation.effect().refusals().size()
            + operation.ownRefusals().size());
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void operationsThatReadATokenMayRefuseWithUnauthenticated(Operation<?, ?> operation) {
    assertEquals(
        operation.access().token() != Access.Token.IGNORED,
        operation.access().refusals().contains(ErrorCode.UNAUTHENTICATED));
  }

  @ParameterizedTest
  @EnumSource
  void everyCodeRefusesSomething(ErrorCode code) {
    assertTrue(Catalogue.OPERATIONS.stream().anyMatch(o -> o.refusals().contains(code)));
  }

  private static void assertMatches(String pattern, String text) {
    assertTrue(text.matches(pattern), text);
  }
}
