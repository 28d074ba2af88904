package warren.contracts.json;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Bounds of a request's field, both inclusive: of a text its length in code points, of a list its
 * size, of a number its value.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Limit {
  /** The most of a text that has no other, in code points. */
  long OF_OTHER_TEXTS = 500;

  /** The least. */
  long min() default 1;

  /** The most. */
  long max() default Long.MAX_VALUE;
}
