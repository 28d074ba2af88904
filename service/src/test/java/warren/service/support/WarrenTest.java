package warren.service.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class with a running service. Its constructor, its methods before all tests and its tests
 * can have parameters of the types {@link TestService}, {@link TestClient}, {@link Rows} (the
 * database) and, if there are two processes, {@link BothServices}.
 *
 * <p>By default all classes with the same settings share one service. Before each test its database
 * gets the rows back that it had after the start (built-in roles and permissions, the
 * administrator), and the client is replaced by a new one.
 *
 * <p>On a test method of such a class, the annotation replaces that of the class completely; no
 * attribute is inherited. The constructor and the methods before and after the test receive the
 * service of the method; a method before all tests receives that of the class. A shared service
 * with other settings ends that of the class, which is started again for the next test.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WarrenExtension.class)
public @interface WarrenTest {
  /** Settings in addition to those of {@link TestService}, each as {@code NAME=value}. */
  String[] settings() default {};

  /** The number of processes on the same broker and database, 1 or 2. */
  int processes() default 1;

  /** Whether two processes run in JVMs of their own, and not in that of the tests. */
  boolean separate() default false;

  /** The tests that use the same service and database. */
  Scope scope() default Scope.RUN;

  /** The tests that use the same service. */
  enum Scope {
    /** Tests of all classes with the same settings; each starts with the initial rows. */
    RUN,
    /**
     * The tests of one class, for a class that changes more than rows; rows remain. On a method the
     * same as {@link #TEST}.
     */
    CLASS,
    /** One test, or one invocation of a parameterized test. */
    TEST
  }
}
