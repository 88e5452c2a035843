package lib.op;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What an input's description says in a tool's schema, where that on the command line speaks of a terminal, a checkout or an option. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface ToolText {

    /** The description. */
    String value();
}
