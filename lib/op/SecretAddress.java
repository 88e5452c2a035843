package lib.op;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component of a result that holds an address whose path is the secret (a webhook's): scheme and host stay, the rest is masked, in an
 * {@link Undo} declared behind it as well.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface SecretAddress {
}
