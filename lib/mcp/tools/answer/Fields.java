package lib.mcp.tools.answer;

import java.util.LinkedHashMap;
import java.util.Map;

/** A record of an answer: unlike a map of variables it keeps every component, since the tool's output schema asks for them. */
public final class Fields extends LinkedHashMap<String, Object> {

    private static final long serialVersionUID = 1;

    /** Without components as yet. */
    public Fields() {
    }

    /** A copy. @param others components in their order */
    public Fields(Map<String, ?> others) {
        super(others);
    }
}
