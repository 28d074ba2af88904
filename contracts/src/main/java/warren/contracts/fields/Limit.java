package warren.contracts.fields;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The bounds of a request's field, both inclusive: the length of a text in code points, the number
 * of entries of a list, or the value of a number.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Limit {
  /** The maximum length of a text without a limit of its own, in code points. */
  long OF_OTHER_TEXTS = 500;

  /** The lower bound. */
  long min() default 1;

  /** The upper bound. */
  long max() default Long.MAX_VALUE;
}
