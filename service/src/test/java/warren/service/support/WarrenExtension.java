package warren.service.support;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import warren.service.support.WarrenTest.Scope;

/** Provides the services of a {@link WarrenTest}. */
final class WarrenExtension
    implements BeforeAllCallback, TestInstancePreConstructCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(WarrenExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    switch (annotation(context).scope()) {
      case RUN -> {
        var services = services(context);
        services.awaitIdle();
        services.reset();
      }
      // belongs to the class from now on, and not to its first test
      case CLASS -> services(context);
      case TEST -> {}
    }
  }

  /** Constructors belong to their test, so that its service can be closed after it. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  /** Resets before the constructor, which may already send requests. */
  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    if (annotation(context).scope() == Scope.RUN) {
      services(context).reset();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameters(context).containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return requireNonNull(parameters(context).get(parameter.getParameter().getType()));
  }

  private static Map<Class<?>, Object> parameters(ExtensionContext context) {
    return services(context).parameters();
  }

  /** That of the test method, or else that of the class. */
  private static WarrenTest annotation(ExtensionContext context) {
    var ofClass = context.getRequiredTestClass().getAnnotation(WarrenTest.class);
    requireNonNull(ofClass, "The class has no @WarrenTest.");
    return context
        .getTestMethod()
        .map(method -> method.getAnnotation(WarrenTest.class))
        .orElse(ofClass);
  }

  private static RunningServices services(ExtensionContext context) {
    var test = annotation(context);
    if (test.scope() == Scope.RUN) {
      return context
          .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
          .computeIfAbsent(SharedServices.class)
          .with(test);
    }
    // closed at the end of the class or of the test; a test's store includes that of its class
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(test, RunningServices::start, RunningServices.class);
  }
}
