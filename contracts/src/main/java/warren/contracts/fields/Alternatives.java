package warren.contracts.fields;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Fields that exclude each other: a request contains at most one of them. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Alternatives {
  /** The names of the fields in JSON. */
  String[] value();

  /** Whether one of the fields is required. */
  boolean required() default false;
}
