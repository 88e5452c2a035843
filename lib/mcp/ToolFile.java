package lib.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The list of tools as the declarations yield it, carried in the bundle: nothing looks at forty classes when an editor asks. */
final class ToolFile {

    private ToolFile() {
    }

    /** The JSON array of tools on one line. */
    static String array() {
        try (InputStream file = ToolFile.class.getResourceAsStream("/lib/derived/tools.json")) {
            // a tool a line for people who read differences; inside JSON texts a line break is escaped, so none of these is one
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "");
        } catch (IOException e) {
            throw new IllegalStateException("the list of tools cannot be read from the program's own files", e);
        }
    }
}
