package warren.contracts.fields;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An e-mail address that identifies an account; white space at its ends is ignored. */
@Limit(max = EmailAddress.MAX_LENGTH)
@Stripped
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface LoginEmail {}
