package lib.op;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a picocli command class an operation: a command and, with a name for it, a tool from one declaration. The class has its inputs as
 * {@code @Parameters} and {@code @Option} fields, a constructor that takes what it needs ({@code Api}, {@link Progress}), and
 * {@code call()}, which returns a record implementing {@link Result}. It prints nothing and knows no stream, JSON, exit code or protocol.
 *
 * <p>A tool's parameters are the fields without {@link CommandLineOnly}, named in camelCase after the longest option name or the
 * positional's label; its output schema is the record that {@code call()} declares.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Operation {

    /** The tool's name, e.g. {@code paas_stop_app}; fixed by the guide where it names one. "" for what no assistant should do or needs. */
    String tool() default "";

    /** The tool's title for people, e.g. {@code Stop an app}; "" without a tool. */
    String title() default "";

    /** What the tool does, when to use it and what it costs, for a model; at most 300 characters; "" without a tool. */
    String about() default "";

    /** What it does to the instance. */
    Effect effect();

    /** Every scope it needs, as the contract's routes ask for them. Checked against the saved profile before anything is sent. */
    String[] scopes();

    /** Whether calling it twice leaves things as calling it once; looking always does. */
    boolean idempotent() default false;

    /**
     * Whether something that is there gives way: it stops serving, is replaced, written over or removed, or may be (a command's doing is
     * not known). False says that the tool only adds: clients that ask a person before what destroys let it through. Looking never does,
     * and {@link Effect#DESTRUCTIVE} always.
     */
    boolean overwrites() default false;

    /**
     * The command that looks how it stands with what this one begins, where that goes on after the answer (a build): it takes an id that
     * {@link Result#ids()} has, and both say {@code "status": "building"} while it goes on. "" for what is over with its answer. A client
     * that takes a call as a task gets one for these.
     */
    String goesOn() default "";

    /** Whether it reaches beyond the instance (clones a repository, pulls an image). */
    boolean openWorld() default false;

    /** Whether the command takes several names at once: one run each, at the same time, one line each. The tool takes one. */
    boolean bulk() default false;
}
