package warren.service.support;

import static java.util.Comparator.comparing;

import java.util.Arrays;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import warren.service.support.WarrenTest.Scope;

/** Runs classes that share a service one after another, so that it is started once. */
public final class OrderBySettings implements ClassOrderer {
  @Override
  public void orderClasses(ClassOrdererContext context) {
    context
        .getClassDescriptors()
        .sort(comparing(OrderBySettings::shared).thenComparing(c -> c.getTestClass().getName()));
  }

  /** The same text for classes that share a service; empty, and so first, for the others. */
  private static String shared(ClassDescriptor descriptor) {
    return descriptor
        .findAnnotation(WarrenTest.class)
        .filter(test -> test.scope() == Scope.RUN)
        .map(test -> test.processes() + Arrays.toString(test.settings()))
        .orElse("");
  }
}
