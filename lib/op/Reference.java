package lib.op;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A parameter that names something on the instance. Its type says what it is, how it is described, completed and looked up. */
public interface Reference {

    /** As it was typed. */
    String text();

    /** What all parameters of a type share. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface About {

        /** The description in help and schemas, where the parameter has none of its own. */
        String value();

        /** What completes it: the names of these on the instance, e.g. {@code apps}. */
        String completes();
    }
}
