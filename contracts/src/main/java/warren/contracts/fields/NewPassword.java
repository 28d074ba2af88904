package warren.contracts.fields;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A password that an account is to have. Passwords outside these limits, and common ones, are
 * refused with {@code weak_password} (OWASP ASVS 5.0, 6.2).
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface NewPassword {
  /** The minimum length, in code points. */
  int MIN_LENGTH = 8;

  /** The maximum length, in code points. */
  int MAX_LENGTH = 256;

  /** The maximum size in UTF-8, in bytes. */
  int MAX_BYTES = 1024;
}
