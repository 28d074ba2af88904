package warren.contracts.fields;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The fields, by their names in JSON, of which a request contains at most one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Alternatives {
  /** The names of the fields. */
  String[] value();

  /** Whether one of the fields is required. */
  boolean required() default false;
}
