package lib.setup;

import java.util.List;
import java.util.Map;

/**
 * How a client starts the server.
 *
 * @param environment what the client adds to the variables it passes
 */
public record Launch(String command, List<String> arguments, Map<String, String> environment) {

    /** With no variables of its own. */
    public Launch(String command, List<String> arguments) {
        this(command, arguments, Map.of());
    }
}
