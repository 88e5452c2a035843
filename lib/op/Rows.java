package lib.op;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rows of a result that lists what an instance can have any number of. The command line shows all of them; a tool answers as many as
 * its reader takes in, and says how many there are and how to get at the others: it has the parameters {@code limit} (unless the operation
 * declares one) and {@code offset} for that.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Rows {

    /**
     * The component of a row that tells how much it matters, where not all are shown: a status (failed, then building, then others), or a
     * number (the highest first). "" leaves them in their order.
     */
    String worst() default "";
}
