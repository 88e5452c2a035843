package lib.op;

import java.util.List;

/**
 * What goes when a destructive operation runs, told before anybody is asked.
 *
 * @param name     what has to be typed to go on, e.g. the app's name; the operation has looked it up, so that an alias or an id shows its
 *                 owner
 * @param lines    one fact a line: {@code domains: shop.example.com}, {@code volumes: data (kept)}
 * @param operands what stands behind the command where it is typed again with consent; "" for a command without any
 */
public record Consequences(String name, List<String> lines, String operands) {

    /** Of a command whose one operand is what goes. */
    public Consequences(String name, List<String> lines) {
        this(name, lines, name);
    }
}
