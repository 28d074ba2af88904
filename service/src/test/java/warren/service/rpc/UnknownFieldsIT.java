package warren.service.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static warren.service.support.Bodies.assertInvalidFields;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Effect;
import warren.contracts.catalogue.Operation;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Fields of a body that its operation does not have. */
@WarrenTest
class UnknownFieldsIT {
  static final String REFUSE = "WARREN_UNKNOWN_FIELDS=refuse";

  private final TestService service;
  private final String token;

  UnknownFieldsIT(TestService service) throws Exception {
    this.service = service;
    service.account("ada");
    this.token = service.token("ada", TestService.PASSWORD);
  }

  private Reply update(Map<String, ?> body) throws Exception {
    return service.client().call("UpdateAccount", body, token);
  }

  private static @Nullable Object ignored(Reply reply) {
    return reply.properties().getHeaders().get("ignored_fields");
  }

  @Test
  void theReplyToAWriteListsThem() throws Exception {
    var reply = update(Map.of("first_name", "Ada", "firstname", "Ada"));
    assertEquals(200, reply.status());
    assertEquals("firstname", reply.header("ignored_fields"));
    assertNull(ignored(update(Map.of("first_name", "Ada"))));
  }

  @Test
  void theReplyToALoginListsThem() throws Exception {
    var body = Map.of("username", "ada", "password", TestService.PASSWORD, "otp", "123456");
    var reply = service.client().call("RequestLoginToken", body);
    assertEquals("otp", reply.header("ignored_fields"));
  }

  @Test
  void theReplyToAReadDoesNot() throws Exception {
    var reply = service.client().call("RequestAccountData", Map.of("verbose", true), token);
    assertEquals(200, reply.status());
    assertNull(ignored(reply));
  }

  @Test
  void longAndUnprintableNamesAreShortened() throws Exception {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("x".repeat(100), 1);
    body.put("ä,\nb", 1);
    for (var i = 0; i < 30; i++) {
      body.put("f" + i, i);
    }
    var names = new StringBuilder("x".repeat(64)).append(", ???b");
    for (var i = 0; i < 18; i++) {
      names.append(", f").append(i);
    }
    var reply = service.client().call("UpdateAccount", body, token);
    assertEquals(names.toString(), reply.header("ignored_fields"));
  }

  @ParameterizedTest
  @FieldSource("warren.contracts.catalogue.Catalogue#OPERATIONS")
  void theEnvelopeOfAnotherLibraryIsRefused(Operation<?, ?> operation) throws Exception {
    var envelope =
        Map.of(
            "pattern",
            operation.name(),
            "data",
            Map.of("user_id", "1"),
            "id",
            UUID.randomUUID().toString());
    assertRefused(
        400,
        "malformed",
        "The body is an envelope with pattern and data; send the operation's fields themselves.",
        service.client().call(operation.name(), envelope, token));
    assertEquals(200, update(Map.of()).status());
  }

  @Test
  void aBodyWithAFieldOfTheOperationIsNotAnEnvelope() throws Exception {
    var reply = update(Map.of("pattern", "x", "data", "y", "first_name", "Ada"));
    var ignored = String.valueOf(reply.header("ignored_fields"));
    assertEquals(Set.of("data", "pattern"), Set.of(ignored.split(", ")));
  }

  @WarrenTest(settings = REFUSE)
  @Test
  void theyAreRefusedWhereConfigured() throws Exception {
    assertInvalidFields(
        "{firstname: ['is not a field of this operation']}",
        update(Map.of("first_name", "Ada", "firstname", "Ada")));
    assertInvalidFields(
        "{firstname: ['is not a field of this operation'], first_name: ['must be text']}",
        update(Map.of("first_name", 1, "firstname", "Ada")));
    assertEquals(200, update(Map.of("first_name", "Ada")).status());
    for (var operation : Catalogue.OPERATIONS) {
      if (operation.effect() == Effect.READ) {
        var reply = service.client().call(operation.name(), Map.of("verbose", true), token);
        assertEquals(
            json("['is not a field of this operation']"),
            reply.body().at("/error/fields/verbose"),
            operation.name());
      }
    }
  }
}
