package lib.op;

import java.util.List;
import lib.base.Failure;

/**
 * What an operation gives back, for both faces: a record whose components are the JSON ({@code --json} and a tool's structured content),
 * and a page for people.
 */
public interface Result {

    /** The result for a person at a terminal. */
    Page page();

    /** The record whose components become the JSON object; a result that is shown otherwise than it is stored answers another one. */
    default Record json() {
        return (Record) this;
    }

    /** What a person should know about the page and is not part of it: said beside it, on standard error, one sentence each. */
    default List<String> notes() {
        return List.of();
    }

    /** What {@code --quiet} prints, one a line: the ids of what is listed or was made; of a text that has none, its lines. */
    default List<String> ids() {
        return List.of();
    }

    /**
     * Why this result is a failure although there is something to show (a deployment that failed, with its last lines): the result is
     * printed, then this; a tool answers both with {@code isError}. Null when all is well.
     */
    default Failure failure() {
        return null;
    }

    /** How to take back what was changed; null for what only looks. A record with a component of this name has it by that. */
    default Undo undo() {
        return null;
    }

    /** What the process ends with when all is well: the exit status of a program that was run somewhere else for it; 0 otherwise. */
    default int exitStatus() {
        return 0;
    }
}
