package tests.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test that sets an option of the JVM or looks inside it: left out, and named, where the tests run a native binary. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AboutTheJvm {

    /** What about it, as the rest of a sentence that begins with "it". */
    String value();
}
