package lib.op;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A component of a result (a text, or a list of lines) that somebody else wrote: logs, output, messages, commands, addresses with a
 * password
 * in them. It is searched for what looks like a secret. Names, ids, branches, commits and plain addresses are not: they stay as they are.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface FreeText {
}
