package lib.mcp.tools;

import java.util.LinkedHashMap;
import java.util.Map;

/** A record of an answer: unlike a map of variables it keeps every component, since the tool's output schema asks for them. */
final class Fields extends LinkedHashMap<String, Object> {

    private static final long serialVersionUID = 1;

    Fields() {
    }

    Fields(Map<String, ?> others) {
        super(others);
    }
}
