package warren.service.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static warren.service.catalogue.CatalogueAccessIT.assertRefused;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import warren.contracts.catalogue.Operation;
import warren.service.support.SampleRequests;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestService;
import warren.service.support.WarrenTest;

/** Permissions of the operations that open registration allows to everybody. */
@WarrenTest(settings = "WARREN_REGISTRATION=closed")
class ClosedRegistrationIT {
  private static final Map<String, String> NEW_USER =
      Map.of("username", "user", "password", TestService.PASSWORD);

  private final TestService service;

  ClosedRegistrationIT(TestService service) {
    this.service = service;
  }

  private Reply send(Operation<?, ?> operation, @Nullable Object token) throws Exception {
    var body = SampleRequests.ofNewAccount(operation).toString();
    return CatalogueAccessIT.send(service, operation, token, body);
  }

  @ParameterizedTest
  @MethodSource("warren.service.catalogue.CatalogueAccessIT#whereATokenMayBeMissing")
  void whereRegistrationIsClosedOnlyHoldersMay(Operation<?, ?> operation) throws Exception {
    var admin = service.adminToken();
    assertEquals(200, send(operation, admin).status());
    assertRefused(403, "forbidden", send(operation, null));
    var user = service.client().call("RequestAccountCreate", NEW_USER, admin);
    assertNull(user.code());
    var token = service.token("user", TestService.PASSWORD);
    assertRefused(403, "forbidden", send(operation, token));
  }
}
