package lib.op;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Rows of a database: a list of lists of texts, null for NULL. Each cell is free text; where its column's name says that it holds a secret
 * ({@code password}), it is one. Of two columns whose second is {@code value}, the first names the second.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Cells {

    /** The component with the names of the columns. */
    String value();
}
