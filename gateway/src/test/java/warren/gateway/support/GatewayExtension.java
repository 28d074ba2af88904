package warren.gateway.support;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the gateways that {@link WithGateway} declares. JUnit closes each with its class or test.
 */
final class GatewayExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(GatewayExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    startIfDeclared(context, context.getTestClass());
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    startIfDeclared(context, context.getTestMethod());
  }

  private static void startIfDeclared(
      ExtensionContext context, Optional<? extends AnnotatedElement> element) throws Exception {
    var declared = element.map(place -> place.getAnnotation(WithGateway.class));
    if (declared.isPresent()) {
      var gateway = TestGateway.start(settings(declared.get()));
      context.getStore(NAMESPACE).put(TestGateway.class, gateway);
    }
  }

  private static Map<String, String> settings(WithGateway declared) {
    return Arrays.stream(declared.settings())
        .map(setting -> setting.split("=", 2))
        .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == TestGateway.class || type == TestHttpClient.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var gateway =
        Objects.requireNonNull(
            context.getStore(NAMESPACE).get(TestGateway.class, TestGateway.class),
            "@WithGateway is missing on the class or the method");
    return parameter.getParameter().getType() == TestGateway.class ? gateway : gateway.http();
  }
}
