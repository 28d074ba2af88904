package warren.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.SameSite;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import warren.client.WarrenClient;
import warren.gateway.dialects.FailureStatus;
import warren.gateway.http.BaseUrl;
import warren.gateway.http.CallerFactory;
import warren.gateway.http.ClientAddress;
import warren.gateway.http.CrossSite;
import warren.gateway.rpc.Bridge;
import warren.gateway.rpc.Docs;
import warren.gateway.rpc.Health;
import warren.gateway.support.TestGateway;
import warren.gateway.support.WithGateway;

/** The roots from which collisions are determined include every route. */
@WithGateway
class RoutesIT {
  private static final String PREFIX = "/old/api";

  private final ClientAddress addresses = new ClientAddress(Set.of());
  private WarrenClient client;
  private CallerFactory callers;

  @BeforeEach
  void connect(TestGateway gateway) throws Exception {
    client = WarrenClient.builder(gateway.amqpUri()).connect();
    callers = new CallerFactory(client, addresses);
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyRouteOfADialectIsUnderOneOfItsRoots(Dialects dialect) {
    var base = new BaseUrl(addresses);
    var crossSite = new CrossSite(base, Set.of(), SameSite.LAX);
    var created = dialect.create(callers, base, crossSite, PREFIX, FailureStatus.HTTP);
    assertRootsInclude(
        dialect.roots(PREFIX).stream().map(root -> PREFIX + root).toList(), paths(created::addTo));
  }

  @Test
  void everyRouteOfTheGatewayItselfIsUnderOneOfItsRoots() {
    assertRootsInclude(
        Gateway.ROOTS,
        paths(
            routes -> {
              new Bridge(callers).addTo(routes);
              new Health(client).addTo(routes);
              Docs.addTo(routes, "test");
            }));
  }

  private static List<String> paths(Consumer<RoutesConfig> addTo) {
    var app = Javalin.create(config -> addTo.accept(config.routes));
    return app.unsafe.internalRouter.allHttpHandlers().stream()
        .map(handler -> handler.endpoint.path)
        .toList();
  }

  /** Every path is under a root, and every root has a path. */
  private static void assertRootsInclude(Collection<String> roots, List<String> paths) {
    assertFalse(paths.isEmpty());
    assertEquals(List.of(), paths.stream().filter(path -> !isUnderAny(roots, path)).toList());
    assertEquals(
        List.of(),
        roots.stream()
            .filter(root -> paths.stream().noneMatch(path -> isUnderAny(List.of(root), path)))
            .toList());
  }

  private static boolean isUnderAny(Collection<String> roots, String path) {
    return roots.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
  }
}
