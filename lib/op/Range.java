package lib.op;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The bounds of a whole number: checked when it is bound, and told in a tool's schema. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Range {

    /** The least. */
    int min();

    /** The most. */
    int max();

    /** Whether a tool takes a number below the bounds as not given, and one above as the most: for what a model asks too much of. */
    boolean lenient() default false;
}
