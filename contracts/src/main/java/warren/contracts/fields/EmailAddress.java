package warren.contracts.fields;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The e-mail address that an account is to have. */
@Limit(max = EmailAddress.MAX_LENGTH)
@Email
@Example("ada@example.org")
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface EmailAddress {
  /** The maximum length, in code points. */
  int MAX_LENGTH = 254;
}
