package warren.contracts.fields;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The user name that an account is to have. */
@Limit(max = Username.MAX_LENGTH)
@Trimmed
@Example("ada")
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Username {
  /** The maximum length, in code points. */
  int MAX_LENGTH = 150;
}
