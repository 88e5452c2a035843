package lib.op;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A component of a result that holds variables by name: the values of those that are secret are masked, the names stay. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Variables {

    /** The component of the same record that lists the names of more variables that are secret, whatever they are called; "" for none. */
    String secret() default "";
}
