package warren.gateway.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts a gateway and the service behind it, and stops both at the end. On a class, all its tests
 * share them; on a method, they belong to this test alone, so the test may stop them. Constructors
 * and test methods can have a {@link TestGateway} or a {@link TestHttpClient} as a parameter.
 *
 * <p>Classes do not share a service, because it limits the accounts and the failed logins of each
 * client address. They share the servers behind it.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(GatewayExtension.class)
public @interface WithGateway {
  /** Settings of the gateway, each as {@code NAME=value}. */
  String[] settings() default {};
}
