package warren.contracts.fields;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An e-mail address (RFC 5321, 4.1.2; with characters beyond ASCII: RFC 6531). Its local part has
 * at most 64 bytes, its domain is not an IP address.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Email {}
