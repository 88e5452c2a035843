package lib.setup.edit;

import java.util.List;
import java.util.Map;
import lib.base.Failure;

/**
 * A language of configuration files, edited in place: every byte that does not belong to the change stays as it is (comments, order,
 * indentation, line ends, numbers as written). Texts may begin with a byte-order mark. Nothing here touches a file.
 */
public interface Syntax {

    /**
     * The whole document as maps, lists, strings and other plain values, as the program that owns the file understands it: of members
     * with the same name the last one counts. An empty text is an empty map.
     *
     * @throws Failure when it does not parse; the message says where
     */
    Map<String, Object> read(String text);

    /**
     * The text with the value at this path, tables on the way made where they are missing.
     *
     * @param value a map, a list, a string, a number or a truth value
     * @throws Failure when something on the way is no table
     */
    String put(String text, List<String> path, Object value);

    /** The text without what is at this path; unchanged when nothing is there. */
    String drop(String text, List<String> path);

    /** The text of a new file with this value alone: what somebody may paste. */
    String snippet(List<String> path, Object value);
}
