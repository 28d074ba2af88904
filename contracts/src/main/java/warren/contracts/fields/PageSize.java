package warren.contracts.fields;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The maximum number of entries of a page. */
@Limit(min = 1, max = 500)
@Default(PageSize.DEFAULT)
@Example("50")
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface PageSize {
  /** The number of entries if a request states none. */
  long DEFAULT = 50;
}
