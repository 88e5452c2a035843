package lib.op;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A component of a result that holds one variable's or setting's value: masked when its name gives it away as a secret. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface ValueOf {

    /** The component of the same record that names it; the last word counts ({@code env NAME}). */
    String value();
}
